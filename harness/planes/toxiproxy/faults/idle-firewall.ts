// A firewall forgets a connection that was idle for too long: the tap plays it, because Toxiproxy can tell neither idleness nor RST.
import { abortable } from '../../../kit/clock.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { Bed } from '../byte-testbed.ts'
import { Firewall } from '../firewall.ts'
import { injected } from '../injection.ts'

/** In force as soon as a connection is forgotten, or when traffic has kept all of them alive for twice the limit. */
export async function idleFirewall(bed: Bed, fault: Fault<'idle-firewall'>, signal: AbortSignal): Promise<Injection> {
  const { idleMs, onNextPacket } = fault
  const answered = bed.wire.refused.bind(bed.wire)
  const firewall = new Firewall(bed.tap.connections, { idleMs, onNextPacket, answered })
  try {
    await abortable(signal, firewall.settled)
  } catch (thrown) {
    firewall.disarm()
    throw thrown
  }
  const atMs = bed.journal.clock.nowMs()
  const evidence = async () => firewall.evidence()
  return injected(bed, { fault, atMs, byMs: atMs, evidence, heal: () => firewall.disarm() })
}
