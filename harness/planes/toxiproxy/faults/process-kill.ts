// The control: the process is killed, its kernel closes the connections, and everybody is told.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { endByKill } from '../killing.ts'

/** Kills a program. Where it had connections and none of their ends came through, there is no evidence. */
export async function processKill(
  testbed: ByteTestbed,
  fault: Fault<'process-kill'>,
  signal: AbortSignal,
): Promise<Injection> {
  const sent = fault.host === 'server' ? 'down' : 'up'
  const flows = testbed.tap.connections.filter(({ open }) => open).map(connection => connection[sent])
  const atMs = testbed.recorder.clock.nowMs()
  const killed = await endByKill(testbed.programs(fault.host), signal)
  const byMs = testbed.recorder.clock.nowMs()
  const evidence = async () => {
    const ends = flows.filter(({ ending, endingLeft }) => ending && endingLeft).length
    const death = killed()
    if (!death || (flows.length > 0 && ends === 0)) return undefined
    return `${death}; the end of ${ends} of ${flows.length} connections was passed on`
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: { cannot: `the ${fault.host} was killed` } })
}
