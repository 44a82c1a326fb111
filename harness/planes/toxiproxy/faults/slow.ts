// The way is slow and nobody is dead: every byte comes later, and the tap on both sides of Toxiproxy sees by how much.
import type { Evidence } from '../../../model/evidence.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Ms } from '../../../model/units.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'
import { takeWays } from '../slowed-twice.ts'
import { TransitTimes } from '../transit-times.ts'
import { inOrder, leadingTo, refuseNowhere, type Way, wordsOf } from '../ways.ts'

/** Slows the ways. Healed, what is held comes at once. A byte that came too soon, or none that came late or is held: no evidence. */
export async function slow(testbed: ByteTestbed, fault: Fault<'slow'>): Promise<Injection> {
  const { delayMs, jitterMs = 0, toward = 'both', forMs } = fault
  const { clock } = testbed.recorder
  const concerns = leadingTo(toward, fault.between)
  refuseNowhere(fault.kind, testbed.paths, concerns)
  const slowed: Way[] = []
  const taken = takeWays(testbed.paths, concerns)
  const atMs = clock.nowMs()
  const standing = await testbed.onEachPath(async path => {
    const directions = concerns(path)
    if (directions.length > 0) await path.change(directions, direction => path.delay(direction, { delayMs, jitterMs }))
    slowed.push(...directions.map(direction => ({ path, direction })))
  })
  const byMs = clock.nowMs()
  const transitTimes = inOrder(testbed.paths, slowed).map(way => new TransitTimes(way, byMs))
  const evidence = async () => {
    const inForce = await Promise.all(slowed.map(({ path, direction }) => path.lateness(direction)))
    if (!inForce.every(now => now?.delayMs === fault.delayMs && now.jitterMs === (fault.jitterMs ?? 0)))
      return undefined
    const soonestMs = Math.min(...transitTimes.map(times => times.soonestMs))
    const shown = transitTimes.some(times => times.pieces > 0 || times.heldMs(clock.nowMs()) > plainMs)
    if (!shown || soonestMs < delayMs - jitterMs - timerMs) return undefined
    return evidenceOf(transitTimes, clock.nowMs())
  }
  const heal = async () => {
    standing[Symbol.dispose]()
    taken[Symbol.dispose]()
    for (const times of transitTimes) times[Symbol.dispose]()
    const paths = new Set(slowed.map(({ path }) => path))
    await Promise.all([...paths].map(path => path.change(concerns(path), direction => path.delay(direction))))
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}

function evidenceOf(transitTimes: readonly TransitTimes[], nowMs: Ms): Evidence {
  const ways = transitTimes.map(({ way }) => way)
  const words = transitTimes.map(times => `${wordsOf(times.way, ways)} ${times.words(nowMs)}`)
  const pieces = transitTimes.reduce((sum, times) => sum + times.pieces, 0)
  const [soonestMs, latestMs, heldMs] = [
    Math.min(...transitTimes.map(times => times.soonestMs)),
    Math.max(...transitTimes.map(times => times.latestMs)),
    Math.max(...transitTimes.map(times => times.heldMs(nowMs))),
  ]
  return { text: words.join('; '), facts: { pieces, heldMs, ...(pieces > 0 ? { soonestMs, latestMs } : {}) } }
}

/** Toxiproxy's timers and ours: neither is finer than a millisecond. */
const timerMs = 2
/** Without the fault a byte takes a tenth of this. */
const plainMs = 20
