// Packets vanish: toward the client, toward the server, or both, without a word to anybody.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { openBlackHole, wayToward } from '../black-hole.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Opens the hole. With `forMs` it heals by itself. */
export async function blackHole(testbed: PacketTestbed, fault: Fault<'black-hole'>): Promise<Injection> {
  const sides = fault.toward === 'both' ? (['server', 'client'] as const) : [fault.toward]
  const hole = openBlackHole(
    testbed,
    sides.map(side => wayToward(testbed, side)),
  )
  const { atMs, byMs, evidence } = hole
  return injected(testbed, { fault, atMs, byMs, evidence, heal: () => hole[Symbol.dispose](), forMs: fault.forMs })
}
