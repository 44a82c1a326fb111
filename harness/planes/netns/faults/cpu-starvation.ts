// The host has hardly any CPU left: its programs are stopped whenever they have used up their share, and its kernel goes on.
import { limitCpu, starved } from '../../../kit/cpu-quota.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'

/** Starves a host's programs. Where they did not want more than their share, or got it, there is no evidence. */
export async function cpuStarvation(testbed: PacketTestbed, fault: Fault<'cpu-starvation'>): Promise<Injection> {
  const { netns } = testbed.place(fault.host)
  testbed.programs(fault.host)
  const share = fault.sharePercent / 100
  const group = {
    pids: () => processesIn(netns).map(({ pid }) => pid),
    signal: (name: 'SIGSTOP' | 'SIGCONT') => signalAll(processesIn(netns), name),
  }
  const atMs = testbed.recorder.clock.nowMs()
  const quota = limitCpu(group, share)
  const byMs = testbed.recorder.clock.nowMs()
  const evidence = () => {
    const { usedMs, elapsedMs, stops } = quota.used()
    const text = starved({ usedMs, elapsedMs, stops }, share)
    return text === undefined ? undefined : { text, facts: { usedMs, elapsedMs, stops } }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: () => quota[Symbol.dispose](), forMs: fault.forMs })
}
