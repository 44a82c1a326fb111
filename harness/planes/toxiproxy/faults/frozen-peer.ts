// The process stops and its kernel goes on: SIGSTOP for the whole process group, and what the system says of it.
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { type ProcessState, statesOf } from '../process-state.ts'

/** Freezes a host's programs. SIGCONT heals, by itself after `forMs`. */
export async function frozenPeer(
  testbed: ByteTestbed,
  fault: Fault<'frozen-peer'>,
  signal: AbortSignal,
): Promise<Injection> {
  const programs = testbed.programs(fault.host)
  const groups = programs.map(({ pid }) => pid)
  const atMs = testbed.recorder.clock.nowMs()
  for (const program of programs) program.signal('SIGSTOP')
  const stopped = async () => areStopped(await statesOf(groups)) || undefined
  await until(`see the ${fault.host} stopped`, stopped, { withinMs: 2_000, everyMs: 2, signal })
  const byMs = testbed.recorder.clock.nowMs()
  const evidence = async () => {
    const states = await statesOf(groups)
    return areStopped(states) ? `${states.map(words).join(', ')}` : undefined
  }
  const heal = () => {
    for (const program of programs) program.signal('SIGCONT')
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}

function areStopped(states: readonly ProcessState[]): boolean {
  return states.length > 0 && states.every(({ state }) => state === 'T')
}

function words({ pid, state }: ProcessState): string {
  return `process ${pid} is in state ${state} (stopped)`
}
