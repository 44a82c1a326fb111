// Packets vanish: toward a host, at every gate of the router, or between two hosts, without a word to anybody.
import { isNarrow } from '../../../faults/where.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { type BlockedWay, blocked, openBlackHole, type Rest } from '../black-hole.ts'
import { injected } from '../injection.ts'
import { firstPath } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { waysAbout } from '../ways.ts'

/** Opens the hole. With `forMs` it heals by itself. What is not struck by one that has an address is counted as well. */
export async function blackHole(testbed: PacketTestbed, fault: Fault<'black-hole'>): Promise<Injection> {
  const ways = waysAbout(testbed, fault).map(blocked)
  const all = fault.toward === 'both' && !isNarrow(fault)
  const hole = openBlackHole(testbed, all ? [...ways, elsewhere] : ways, restOf(testbed, fault))
  const { atMs, byMs } = hole
  const heal = () => hole[Symbol.dispose]()
  return injected(testbed, { fault, atMs, byMs, evidence: hole.evidence, heal, forMs: fault.forMs })
}

/** A host that comes later is in it as well. */
const elsewhere: BlockedWay = { name: 'elsewhere', fact: 'droppedElsewhere', when: [[]], seldom: true }

/** An echo request is of no port and of no connection: it passes where one of those is struck. */
function restOf({ network }: PacketTestbed, fault: Fault<'black-hole'>): Rest | undefined {
  if (!isNarrow(fault)) return undefined
  const path = fault.port === undefined && fault.connection === undefined ? undefined : firstPath(network)
  return path ? { canary: path } : {}
}
