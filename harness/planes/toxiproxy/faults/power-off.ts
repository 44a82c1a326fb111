// A host loses power: first nothing gets through any more, then its programs are killed, so that nobody hears their kernel say goodbye.
import type { Fault } from '../../../model/fault.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import { openBlackHole } from '../black-hole.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { endByKill } from '../killing.ts'
import { touching } from '../ways.ts'

/** Switches a host off. It stays off: its programs are dead. */
export async function powerOff(
  testbed: ByteTestbed,
  fault: Fault<'power-off'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { host } = fault
  testbed.programs(host)
  const hole = await openBlackHole(testbed, touching(host))
  testbed.wire.ignore(host)
  const killed = await endByKill(testbed, host, signal)
  const evidence = async () => {
    const [silence, death] = [await hole.evidence(), killed.evidence()]
    if (!silence || !death) return undefined
    const texts = [death.text, silence.text].filter(text => text !== '') // a host may have no path
    return { text: texts.join('; '), facts: { ...death.facts, ...silence.facts } }
  }
  const heal = { cannot: `${called(host)} was killed and stays off, and so does the wire` }
  return injected(testbed, { fault, atMs: hole.atMs, byMs: hole.byMs, evidence, heal })
}
