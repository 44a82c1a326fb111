// A fault in force on this plane: every vantage looks once more before its evidence is taken and after it was healed.
import { ActiveInjection, type Injected, type InjectedOn } from '../injection.ts'
import type { Injection } from '../plane.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Turns what an injector has done into an injection. The vantages look at once, because a change of theirs may come with it. */
export function injected(testbed: PacketInjectedOn, done: Injected): Injection {
  const { before, spoken } = testbed
  before?.from(done)
  testbed.poll()
  const heard = [...testbed.wire.clientsHeardAtMs].map(([host, atMs]) => [host, Math.max(0, done.atMs - atMs)] as const)
  const quietMs = heard.length > 0 ? Object.fromEntries(heard) : undefined
  const injection = new ActiveInjection(
    testbed,
    {
      ...done,
      quietMs,
      sysctls: before?.sysctls,
      get found() {
        return before?.found
      },
      get spared() {
        return spoken?.spared
      },
    },
    {
      measure: async take => {
        testbed.poll()
        spoken?.look()
        const found = await take()
        testbed.poll()
        return found
      },
      healed: () => testbed.poll(),
    },
  )
  spoken?.since(injection)
  return injection
}

/** The part of a testbed that an injection stands on. */
export type PacketInjectedOn = InjectedOn & Pick<PacketTestbed, 'poll' | 'wire' | 'before' | 'spoken'>
