// Packets vanish: one or both directions stall, ends included, and go on with what was held when it is healed.
import { sparing } from '../../../model/evidence.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { openBlackHole } from '../black-hole.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { leadingTo, refuseNowhere } from '../ways.ts'

/** Opens the hole. With `forMs` it heals by itself. */
export async function blackHole(testbed: ByteTestbed, fault: Fault<'black-hole'>): Promise<Injection> {
  const concerns = leadingTo(fault.toward, fault.between)
  refuseNowhere(fault.kind, testbed.paths, concerns)
  const { atMs, byMs, fill, ...hole } = await openBlackHole(testbed, concerns)
  const evidence = async () => {
    const found = await hole.evidence()
    return found && sparing(found, hole.untouched())
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: fill, forMs: fault.forMs })
}
