// The processes stop and their kernel goes on: SIGSTOP for all that a host runs, and what the system says of each.

import type { Process } from '../../../kit/processes.ts'
import { until } from '../../../kit/until.ts'
import type { Evidence } from '../../../model/evidence.ts'
import type { Fault } from '../../../model/fault.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'

/** Freezes a host's programs and all that they have started. SIGCONT heals, by itself after `forMs`. */
export async function frozenPeer(
  testbed: ByteTestbed,
  fault: Fault<'frozen-peer'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { host, forMs } = fault
  const groups = testbed.programs(host).map(({ pid }) => ({ pid, group: pid }))
  const atMs = testbed.recorder.clock.nowMs()
  testbed.signal(groups, 'SIGSTOP')
  const stopped = async () => {
    const now = await testbed.processes(host)
    if (areStopped(now)) return true
    testbed.signal(now, 'SIGSTOP') // those that have left the group, and one that was made meanwhile
    return undefined
  }
  await until(`see ${called(host)} stopped`, stopped, { withinMs: 2_000, everyMs: 2, signal })
  const byMs = testbed.recorder.clock.nowMs()
  const evidence = async () => evidenceOf(await testbed.processes(host))
  const heal = async () => testbed.signal(await testbed.processes(host), 'SIGCONT')
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}

function areStopped(processes: readonly Process[]): boolean {
  return processes.length > 0 && processes.every(({ state }) => state === 'T')
}

function evidenceOf(processes: readonly Process[]): Evidence | undefined {
  if (!areStopped(processes)) return undefined
  const words = processes.map(({ pid, state }) => `process ${pid} is in state ${state} (stopped)`)
  return { text: words.join(', '), facts: { processes: processes.length, stopped: processes.length } }
}
