// The control: the process is killed, its kernel closes the connections, and everybody is told.
import type { Fault } from '../../../model/fault.ts'
import type { HostName } from '../../../model/units.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import type { Connection, Flow } from '../connection.ts'
import { injected } from '../injection.ts'
import { endByKill } from '../killing.ts'

/** Kills a host's programs and all that they have started. Where it had connections and none of their ends came through: no evidence. */
export async function processKill(
  testbed: ByteTestbed,
  fault: Fault<'process-kill'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { host } = fault
  const flows = testbed.connections.filter(({ open }) => open).flatMap(connection => sentBy(host, connection))
  const { atMs, byMs, evidence: deathOf } = await endByKill(testbed, host, signal)
  const evidence = () => {
    const [death, connections] = [deathOf(), flows.length]
    const ends = flows.filter(({ ending, endingLeft }) => ending && endingLeft).length
    if (!death || (connections > 0 && ends === 0)) return undefined
    const text = `${death.text}; the end of ${ends} of ${connections} connections was passed on`
    return { text, facts: { ...death.facts, ends, connections } }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: { cannot: `${called(host)} was killed` } })
}

function sentBy(host: HostName, { path, up, down }: Connection): readonly Flow[] {
  if (path.from === host) return [up]
  return path.to === host ? [down] : []
}
