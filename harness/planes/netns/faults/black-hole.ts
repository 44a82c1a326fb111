// Packets vanish: toward the client, toward the server, or both, without a word to anybody.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { openHole, wayToward } from '../black-hole.ts'
import { injected } from '../injection.ts'
import type { Bed } from '../packet-testbed.ts'

/** Opens the hole. With `forMs` it heals by itself. */
export async function blackHole(bed: Bed, fault: Fault<'black-hole'>): Promise<Injection> {
  const sides = fault.toward === 'both' ? (['server', 'client'] as const) : [fault.toward]
  const hole = openHole(
    bed,
    sides.map(side => wayToward(bed, side)),
  )
  const { atMs, byMs, evidence } = hole
  return injected(bed, { fault, atMs, byMs, evidence, heal: () => hole[Symbol.dispose](), forMs: fault.forMs })
}
