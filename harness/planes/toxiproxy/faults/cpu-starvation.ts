// The host has hardly any CPU left: its programs are stopped whenever they have used up their share, and their kernel goes on.
import { every } from '../../../kit/clock.ts'
import { limitCpu, starved } from '../../../kit/cpu-quota.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'

/** Starves a host's programs. Where they did not want more than their share, or got it, there is no evidence. */
export async function cpuStarvation(testbed: ByteTestbed, fault: Fault<'cpu-starvation'>): Promise<Injection> {
  testbed.programs(fault.host)
  const share = fault.sharePercent / 100
  // Reading the whole list of processes takes longer than they may run at a time, so that is done less often.
  let processes = await testbed.processes(fault.host)
  const recount = every(
    recountMs,
    () =>
      void testbed.processes(fault.host).then(
        found => (processes = found),
        () => {},
      ),
  )
  const group = {
    pids: () => processes.map(({ pid }) => pid),
    signal: (name: 'SIGSTOP' | 'SIGCONT') => testbed.signal(processes, name),
  }
  const atMs = testbed.recorder.clock.nowMs()
  const quota = limitCpu(group, share)
  const byMs = testbed.recorder.clock.nowMs()
  const heal = () => {
    recount[Symbol.dispose]()
    quota[Symbol.dispose]()
  }
  const evidence = () => {
    const use = quota.used()
    const text = starved(use, share)
    const { usedMs, elapsedMs, stops } = use
    return text === undefined ? undefined : { text, facts: { usedMs, elapsedMs, stops, processes: processes.length } }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal })
}

const recountMs = 500
