// The processes stop and their kernel goes on: SIGSTOP for everything on the host, and what the system says of it.
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'

/** Freezes a host's programs. SIGCONT heals, by itself after `forMs`. */
export async function frozenPeer(
  testbed: PacketTestbed,
  fault: Fault<'frozen-peer'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { netns } = testbed.place(fault.host)
  testbed.programs(fault.host)
  const frozen = () => {
    const processes = processesIn(netns)
    return processes.length > 0 && processes.every(({ state }) => state === 'T') ? processes : undefined
  }
  const atMs = testbed.recorder.clock.nowMs()
  signalAll(processesIn(netns), 'SIGSTOP')
  await until(`see ${called(fault.host)} stopped`, frozen, { withinMs: 2_000, everyMs: 1, signal })
  const byMs = testbed.recorder.clock.nowMs()
  const evidence = () => {
    const stopped = frozen()
    const text = stopped?.map(({ pid, state }) => `process ${pid} is in state ${state} (stopped)`).join(', ')
    return stopped && { text: text ?? '', facts: { processes: stopped.length } }
  }
  const heal = () => signalAll(processesIn(netns), 'SIGCONT')
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}
