// A paused virtual machine: nothing passes to the host or from it, its programs are stopped, and when it goes on both do.
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import { openBlackHole, waysOf } from '../black-hole.ts'
import { isolate } from '../cable.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'

/**
 * Suspends a host. Its link stays up for the others, and its kernel's timers, which a paused machine would stop as well, run on: what
 * its kernel does meanwhile is no word of its own.
 */
export async function suspend(
  testbed: PacketTestbed,
  fault: Fault<'suspend'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { host, forMs } = fault
  const place = testbed.place(host)
  testbed.programs(host)
  const stopped = () => {
    const processes = processesIn(place.netns)
    return processes.length > 0 && processes.every(({ state }) => state === 'T') ? processes : undefined
  }
  const hole = openBlackHole(testbed, waysOf(testbed, place))
  const cable = isolate(testbed, place)
  testbed.ignore(host)
  signalAll(processesIn(place.netns), 'SIGSTOP')
  await until(`see ${called(host)} stopped`, stopped, { withinMs: 2_000, everyMs: 1, signal })
  const byMs = testbed.recorder.clock.nowMs()
  const evidence = async () => {
    const processes = stopped()
    const silence = cable.isPulled() ? await hole.evidence() : undefined
    if (!processes || !silence) return undefined
    const states = processes.map(({ pid, state }) => `process ${pid} is in state ${state} (stopped)`).join(', ')
    return { text: `${states}; ${silence.text}`, facts: { processes: processes.length, ...silence.facts } }
  }
  const heal = async () => {
    await cable.join()
    hole[Symbol.dispose]()
    testbed.ignore(host, false)
    signalAll(processesIn(place.netns), 'SIGCONT')
  }
  return injected(testbed, { fault, atMs: hole.atMs, byMs, evidence, heal, forMs })
}
