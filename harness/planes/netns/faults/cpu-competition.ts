// Somebody else takes the host's CPU: busy loops share it with its programs, and its kernel goes on.
import type { Fault } from '../../../model/fault.ts'
import { compete } from '../../competitor.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { processesIn } from '../processes.ts'

/** Puts a load beside a host's programs, outside of its network: it is none of its processes. Where it did not cost what it must there is no evidence. */
export async function cpuCompetition(
  testbed: PacketTestbed,
  fault: Fault<'cpu-competition'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { netns } = testbed.place(fault.host)
  testbed.programs(fault.host)
  const atMs = testbed.recorder.clock.nowMs()
  const load = await compete(() => processesIn(netns).map(({ pid }) => pid), fault, signal)
  const byMs = testbed.recorder.clock.nowMs()
  const heal = () => load[Symbol.asyncDispose]()
  const evidence = async () => {
    await load.turnsTaken()
    return load.evidence()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}
