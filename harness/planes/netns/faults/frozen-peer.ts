// The processes stop and their kernel goes on: SIGSTOP for everything on the host, and what the system says of it.
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import type { Bed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'

/** Freezes a host's programs. SIGCONT heals, by itself after `forMs`. */
export async function frozenPeer(bed: Bed, fault: Fault<'frozen-peer'>, signal: AbortSignal): Promise<Injection> {
  const { netns } = bed.place(fault.host)
  bed.programs(fault.host)
  const frozen = () => {
    const processes = processesIn(netns)
    return processes.length > 0 && processes.every(({ state }) => state === 'T') ? processes : undefined
  }
  const atMs = bed.journal.clock.nowMs()
  signalAll(processesIn(netns), 'SIGSTOP')
  await until(`see the ${fault.host} stopped`, frozen, { withinMs: 2_000, everyMs: 1, signal })
  const byMs = bed.journal.clock.nowMs()
  const evidence = () =>
    frozen()
      ?.map(({ pid, state }) => `process ${pid} is in state ${state} (stopped)`)
      .join(', ')
  const heal = () => signalAll(processesIn(netns), 'SIGCONT')
  return injected(bed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}
