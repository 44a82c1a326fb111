// The way is slow and nobody is dead: every byte comes later, and the tap on both sides of Toxiproxy sees by how much.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { Bed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import type { Direction, Lateness } from '../toxics.ts'
import { Crossings } from '../transit-times.ts'

/** Slows the way. Healed, what is held comes at once. A byte that came too soon, or none that came late or is held: no evidence. */
export async function slow(bed: Bed, fault: Fault<'slow'>): Promise<Injection> {
  const { delayMs, jitterMs = 0, toward = 'both', forMs } = fault
  const { clock } = bed.journal
  const slowed = directions[toward]
  const atMs = clock.nowMs()
  await update(bed, slowed, { delayMs, jitterMs })
  const byMs = clock.nowMs()
  const crossings = slowed.map(direction => new Crossings(bed.tap.connections, direction, byMs))
  const evidence = async () => {
    const inForce = await Promise.all(slowed.map(direction => bed.inForce(direction)))
    if (!inForce.every(toxics => toxics.includes('latency'))) return undefined
    const soonestMs = Math.min(...crossings.map(crossing => crossing.soonestMs))
    const shown = crossings.some(crossing => crossing.pieces > 0 || crossing.heldMs(clock.nowMs()) > plainMs)
    if (!shown || soonestMs < delayMs - jitterMs - timerMs) return undefined
    return crossings.map(crossing => crossing.words(clock.nowMs())).join('; ')
  }
  const heal = async () => {
    for (const crossing of crossings) crossing[Symbol.dispose]()
    await update(bed, slowed)
  }
  return injected(bed, { fault, atMs, byMs, evidence, heal, forMs })
}

/** Connections and RSTs that come while toxics change wait for that, as in a hole: see `manners.ts`. */
async function update(bed: Bed, slowed: readonly Direction[], lateness?: Lateness): Promise<void> {
  bed.tap.park()
  await bed.tap.attentive(() => Promise.all(slowed.map(direction => bed.delay(direction, lateness))))
  if (!bed.stalled) bed.tap.unpark()
}

const directions = {
  server: ['upstream'],
  client: ['downstream'],
  both: ['upstream', 'downstream'],
} as const satisfies Record<NonNullable<Fault<'slow'>['toward']>, readonly Direction[]>

/** Toxiproxy's timers and ours: neither is finer than a millisecond. */
const timerMs = 2
/** Without the fault a byte takes a tenth of this. */
const plainMs = 20
