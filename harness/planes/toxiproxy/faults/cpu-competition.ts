// Somebody else takes the host's CPU: busy loops share it with its programs, and their kernel goes on.
import type { Fault } from '../../../model/fault.ts'
import { compete } from '../../competitor.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { recounted } from '../recounted.ts'

/** Puts a load beside a host's programs. Where it did not cost what it must there is no evidence. */
export async function cpuCompetition(
  testbed: ByteTestbed,
  fault: Fault<'cpu-competition'>,
  signal: AbortSignal,
): Promise<Injection> {
  testbed.programs(fault.host)
  const processes = await recounted(testbed, fault.host)
  const atMs = testbed.recorder.clock.nowMs()
  const load = await compete(() => processes.now().map(({ pid }) => pid), fault, signal)
  const byMs = testbed.recorder.clock.nowMs()
  const heal = async () => {
    processes[Symbol.dispose]()
    await load[Symbol.asyncDispose]()
  }
  const evidence = async () => {
    await load.turnsTaken()
    return load.evidence()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}
