// A firewall forgets every connection at once, as one that was restarted: what comes later belongs to none that it knows.

import { isNarrow } from '../../../faults/where.ts'
import type { Fault } from '../../../model/fault.ts'
import { forget, forgetAll } from '../../../netlink/conntrack.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { raiseFirewall } from './firewall.ts'
import { remap } from './remap.ts'

/** Raises a firewall that knows all connections, then flushes its table, or what of it the fault is about. New connections are let through. */
export async function conntrackFlush(testbed: PacketTestbed, fault: Fault<'conntrack-flush'>): Promise<Injection> {
  const { onNextPacket } = fault
  if (onNextPacket === 'remap') return remap(testbed, fault)
  const firewall = raiseFirewall(testbed, { ...fault, onNextPacket })
  const known = firewall.standing().filter(one => firewall.knows(one))
  const { clock } = testbed.recorder
  const atMs = clock.nowMs()
  testbed.network.router.request(...(isNarrow(fault) ? known.map(({ tuple }) => forget(tuple)) : [forgetAll()]))
  const byMs = clock.nowMs()
  const evidence = async () => {
    const refusals = await firewall.refusals()
    // A datagram of a client makes it known again, as its first one did.
    if (!refusals || known.some(one => one.protocol === 'tcp' && firewall.knows(one))) return undefined
    const connections = `${known.length} ${known.length === 1 ? 'connection' : 'connections'}`
    return {
      text: `forgot ${connections} at once; ${refusals.text}`,
      facts: { forgotten: known.length, ...refusals.facts },
      ...(known.length === 0
        ? { spared: [{ why: 'no connection stood that this firewall could have forgotten' }] }
        : {}),
    }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: () => firewall[Symbol.dispose]() })
}
