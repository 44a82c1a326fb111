// Packets vanish: toward a host, at every gate of the router, or between two hosts, without a word to anybody.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { type BlockedWay, blocked, openBlackHole, wayBetween } from '../black-hole.ts'
import { gatesOf, wayThrough, wayToward } from '../gates.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Opens the hole. With `forMs` it heals by itself. */
export async function blackHole(testbed: PacketTestbed, fault: Fault<'black-hole'>): Promise<Injection> {
  const hole = openBlackHole(testbed, waysInto(testbed, fault))
  const { atMs, byMs, evidence } = hole
  return injected(testbed, { fault, atMs, byMs, evidence, heal: () => hole[Symbol.dispose](), forMs: fault.forMs })
}

function waysInto(testbed: PacketTestbed, { toward, between }: Fault<'black-hole'>): readonly BlockedWay[] {
  const { network } = testbed
  if (between) {
    const [a, b] = [testbed.place(between[0]), testbed.place(between[1])]
    const ways = [
      { to: b.host, way: wayBetween(testbed, a, b) },
      { to: a.host, way: wayBetween(testbed, b, a) },
    ]
    return ways.filter(({ to }) => toward === 'both' || toward === to).map(({ way }) => way)
  }
  if (toward !== 'both') return [blocked(wayToward(network, testbed.place(toward)))]
  return [...gatesOf(network).map(gate => blocked(wayThrough(network, gate))), elsewhere]
}

/** A host that comes later is in it as well. */
const elsewhere: BlockedWay = { name: 'elsewhere', fact: 'droppedElsewhere', when: [[]], seldom: true }
