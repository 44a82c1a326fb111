// The host has hardly any CPU left: its programs are stopped whenever they have used up their share, and their kernel goes on.
import { limitCpu, starved } from '../../../kit/cpu-quota.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { recounted } from '../recounted.ts'

/** Starves a host's programs. Where they did not want more than their share, or got it, there is no evidence. */
export async function cpuStarvation(testbed: ByteTestbed, fault: Fault<'cpu-starvation'>): Promise<Injection> {
  testbed.programs(fault.host)
  const share = fault.sharePercent / 100
  const processes = await recounted(testbed, fault.host)
  const group = {
    pids: () => processes.now().map(({ pid }) => pid),
    signal: (name: 'SIGSTOP' | 'SIGCONT') => testbed.signal(processes.now(), name),
  }
  const atMs = testbed.recorder.clock.nowMs()
  const quota = limitCpu(group, share)
  const byMs = testbed.recorder.clock.nowMs()
  const heal = () => {
    processes[Symbol.dispose]()
    quota[Symbol.dispose]()
  }
  const evidence = () => {
    const use = quota.used()
    const text = starved(use, share)
    const { usedMs, elapsedMs, stops } = use
    const facts = { usedMs, elapsedMs, stops, processes: processes.now().length }
    return text === undefined ? undefined : { text, facts }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}
