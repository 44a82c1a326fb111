// What the timers of unanswered segments have in common: every phase of the wheel, the first timeout, and how long the kernel waits in all.
import type { Ms } from '../../model/units.ts'
import type { KernelRules } from '../kernel.ts'
import { phasesTried } from '../phases.ts'
import type { Schedule } from '../schedule.ts'
import type { Span } from '../span.ts'
import type { Wheel } from '../wheel.ts'

/** Runs from every jiffy that makes a difference: as many as the coarsest timer of the run is kept in. */
export function* sweep<T extends Pick<Schedule, 'sends'>>(
  wheel: Wheel,
  run: (start: number, wheel: Wheel) => T,
): Iterable<T> {
  let coarsest = 1
  const fires: Wheel['fires'] = (now, ticks) => {
    coarsest = Math.max(coarsest, wheel.unit(ticks))
    return wheel.fires(now, ticks)
  }
  const { sends } = run(0, { ...wheel, fires })
  for (const start of phasesTried(coarsest, sends.length)) yield run(start, wheel)
}

/** How long the way is, and how long the kernel waits for an answer, where that is known. */
export interface RoundTrip {
  readonly rttMs: Span
  readonly rtoMs?: Span | undefined
}

/**
 * __tcp_set_rto(): the round trip, and on top how it varies. A socket says it; otherwise anything from the least, for a way that was the same
 * every time, to three round trips, with which a fresh connection begins: RFC 6298 2.2. In ticks, at most nine of the possible ones.
 */
export function rtos(
  { wheel, rtoMinMs, rtoMax }: KernelRules,
  { rttMs: [shortest, longest], rtoMs }: RoundTrip,
): number[] {
  const [least, most] = rtoMs ?? [shortest + rtoMinMs, freshRtoMs(longest, rtoMinMs)]
  const taken = (ms: Ms) => Math.min(Math.max(1, wheel.ticks(ms)), rtoMax)
  const [low, high] = [taken(least), taken(most)]
  const steps = Math.min(high - low, 8)
  return Array.from({ length: steps + 1 }, (_, i) => Math.round(low + ((high - low) * i) / Math.max(1, steps)))
}

/** Of a fresh connection, RFC 6298 2.2: three round trips, and never less than the minimum above one. */
export function freshRtoMs(rttMs: Ms, rtoMinMs: Ms): Ms {
  return rttMs + Math.max(rtoMinMs, 2 * rttMs)
}

/** tcp_model_timeout(): what so many doublings of `base`, none longer than `most`, take together. In ticks. */
export function modelTimeout(doublings: number, base: number, most: number): number {
  const growing = growth(base, most)
  if (doublings <= growing) return (2 ** (doublings + 1) - 1) * base
  return (2 ** (growing + 1) - 1) * base + (doublings - growing) * most
}

/** How often `base` can be doubled before it reaches `most`: ilog2(). */
export function growth(base: number, most: number): number {
  return Math.floor(Math.log2(Math.floor(most / base)))
}

/** Milliseconds as a stamp has them. */
export function stampMs(at: number, { tickMs }: Wheel): Ms {
  return Math.floor(at * tickMs + 1e-6)
}
