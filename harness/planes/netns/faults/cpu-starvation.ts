// The host has hardly any CPU left: its programs are stopped whenever they have used up their share, and its kernel goes on.
import { limitCpu, starved } from '../../../kit/cpu-quota.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import type { Bed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'

/** Starves a host's programs. Where they did not want more than their share, or got it, there is no evidence. */
export async function cpuStarvation(bed: Bed, fault: Fault<'cpu-starvation'>): Promise<Injection> {
  const { netns } = bed.place(fault.host)
  bed.programs(fault.host)
  const share = fault.sharePercent / 100
  const group = {
    pids: () => processesIn(netns).map(({ pid }) => pid),
    signal: (name: 'SIGSTOP' | 'SIGCONT') => signalAll(processesIn(netns), name),
  }
  const atMs = bed.journal.clock.nowMs()
  const quota = limitCpu(group, share)
  const byMs = bed.journal.clock.nowMs()
  const evidence = () => starved(quota.used(), share)
  return injected(bed, { fault, atMs, byMs, evidence, heal: () => quota[Symbol.dispose]() })
}
