// A fault in force on this plane: its evidence is never taken while Toxiproxy itself is in doubt.
import { ActiveInjection, type Injected } from '../injection.ts'
import type { Injection } from '../plane.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import { Spoken } from './spoken.ts'

/** Turns what an injector has done into an injection. */
export function injected(testbed: ByteTestbed, done: Injected): Injection {
  const spoken = new Spoken(testbed, done, () => injection)
  const injection = new ActiveInjection(
    testbed,
    {
      ...done,
      found: testbed.found,
      get spared() {
        return spoken.spared
      },
    },
    {
      measure: async take => {
        await testbed.sound()
        return await take()
      },
    },
  )
  return injection
}
