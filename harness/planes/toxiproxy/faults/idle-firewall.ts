// A firewall forgets a connection that was idle for too long: the tap plays it, because Toxiproxy can tell neither idleness nor RST.
import { abortable } from '../../../kit/clock.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { Firewall } from '../firewall.ts'
import { injected } from '../injection.ts'
import { leadingTo } from '../ways.ts'

/** In force as soon as a connection is forgotten, or when traffic has kept all of them alive for twice the limit. */
export async function idleFirewall(
  testbed: ByteTestbed,
  fault: Fault<'idle-firewall'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { idleMs, onNextPacket, between } = fault
  const concerns = leadingTo('both', between)
  const answered = testbed.wire.refused.bind(testbed.wire)
  const firewall = new Firewall(() => testbed.connections.filter(({ path }) => concerns(path).length > 0), {
    idleMs,
    onNextPacket,
    answered,
  })
  try {
    await abortable(signal, firewall.settled)
  } catch (thrown) {
    firewall.disarm()
    throw thrown
  }
  const atMs = testbed.recorder.clock.nowMs()
  const evidence = async () => firewall.evidence(idleMs)
  return injected(testbed, { fault, atMs, byMs: atMs, evidence, heal: () => firewall.disarm() })
}
