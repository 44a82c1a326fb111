// The way is slow and nobody is dead: every byte comes later, and the tap on both sides of Toxiproxy sees by how much.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import type { Direction, Lateness } from '../toxics.ts'
import { TransitTimes } from '../transit-times.ts'

/** Slows the way. Healed, what is held comes at once. A byte that came too soon, or none that came late or is held: no evidence. */
export async function slow(testbed: ByteTestbed, fault: Fault<'slow'>): Promise<Injection> {
  const { delayMs, jitterMs = 0, toward = 'both', forMs } = fault
  const { clock } = testbed.recorder
  const slowed = directions[toward]
  const atMs = clock.nowMs()
  await update(testbed, slowed, { delayMs, jitterMs })
  const byMs = clock.nowMs()
  const transitTimes = slowed.map(direction => new TransitTimes(testbed.tap.connections, direction, byMs))
  const evidence = async () => {
    const inForce = await Promise.all(slowed.map(direction => testbed.inForce(direction)))
    if (!inForce.every(toxics => toxics.includes('latency'))) return undefined
    const soonestMs = Math.min(...transitTimes.map(times => times.soonestMs))
    const shown = transitTimes.some(times => times.pieces > 0 || times.heldMs(clock.nowMs()) > plainMs)
    if (!shown || soonestMs < delayMs - jitterMs - timerMs) return undefined
    return transitTimes.map(times => times.words(clock.nowMs())).join('; ')
  }
  const heal = async () => {
    for (const times of transitTimes) times[Symbol.dispose]()
    await update(testbed, slowed)
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}

/** Connections and RSTs that come while toxics change wait for that, as in a hole: see `socket-care.ts`. */
async function update(testbed: ByteTestbed, slowed: readonly Direction[], lateness?: Lateness): Promise<void> {
  testbed.tap.park()
  await testbed.tap.attentive(() => Promise.all(slowed.map(direction => testbed.delay(direction, lateness))))
  if (!testbed.stalled) testbed.tap.unpark()
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
