// Packets vanish: one or both directions stall, ends included, and go on with what was held when it is healed.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { openBlackHole } from '../black-hole.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import type { Direction } from '../toxics.ts'

/** Opens the hole. With `forMs` it heals by itself. */
export async function blackHole(testbed: ByteTestbed, fault: Fault<'black-hole'>): Promise<Injection> {
  const { atMs, byMs, evidence, fill } = await openBlackHole(testbed, directions[fault.toward])
  return injected(testbed, { fault, atMs, byMs, evidence, heal: fill, forMs: fault.forMs })
}

const directions = {
  server: ['upstream'],
  client: ['downstream'],
  both: ['upstream', 'downstream'],
} as const satisfies Record<Fault<'black-hole'>['toward'], readonly Direction[]>
