// The host has hardly any CPU left: its programs are stopped whenever they have used up their share, and their kernel goes on.
import { every } from '../../../kit/clock.ts'
import { limitCpu, starved } from '../../../kit/cpu-quota.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { statesOf } from '../process-state.ts'

/** Starves a host's programs. Where they did not want more than their share, or got it, there is no evidence. */
export async function cpuStarvation(testbed: ByteTestbed, fault: Fault<'cpu-starvation'>): Promise<Injection> {
  const programs = testbed.programs(fault.host)
  const groups = programs.map(({ pid }) => pid)
  const share = fault.sharePercent / 100
  // Reading the whole list of processes takes longer than they may run at a time, so that is done less often.
  let pids = await members(groups)
  const recount = every(
    recountMs,
    () =>
      void members(groups).then(
        found => (pids = found),
        () => {},
      ),
  )
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    for (const program of programs) program.signal(name)
  }
  const atMs = testbed.recorder.clock.nowMs()
  const quota = limitCpu({ pids: () => pids, signal }, share)
  const byMs = testbed.recorder.clock.nowMs()
  const heal = () => {
    recount[Symbol.dispose]()
    quota[Symbol.dispose]()
  }
  return injected(testbed, { fault, atMs, byMs, evidence: async () => starved(quota.used(), share), heal })
}

const recountMs = 500

async function members(groups: readonly number[]): Promise<readonly number[]> {
  return (await statesOf(groups)).map(({ pid }) => pid)
}
