// A host loses power: first nothing gets through any more, then its programs are killed, so that nobody hears their kernel say goodbye.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { openBlackHole } from '../black-hole.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { endByKill } from '../killing.ts'

/** Switches a host off. It stays off: its programs are dead. */
export async function powerOff(
  testbed: ByteTestbed,
  fault: Fault<'power-off'>,
  signal: AbortSignal,
): Promise<Injection> {
  const host = fault.host === 'client' ? 'client' : 'server'
  const programs = testbed.programs(host)
  const hole = await openBlackHole(testbed, ['upstream', 'downstream'])
  testbed.wire.ignore(host)
  const killed = await endByKill(programs, signal)
  const evidence = async () => {
    const silence = await hole.evidence()
    const death = killed()
    return silence && death && `${death}; ${silence}`
  }
  const heal = { cannot: `the ${fault.host} was killed and stays off, and so does the wire` }
  return injected(testbed, { fault, atMs: hole.atMs, byMs: hole.byMs, evidence, heal })
}
