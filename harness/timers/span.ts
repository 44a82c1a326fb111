// From and to: what is not known exactly.
import type { Ms } from '../model/units.ts'

/** From and to, both possible. */
export type Span = readonly [Ms, Ms]

/** A length of time that may be known exactly. */
export function asSpan(ms: Ms | Span): Span {
  return typeof ms === 'number' ? [ms, ms] : ms
}

/** What lies in both; undefined where nothing does. */
export function overlap(a: Span, b: Span): Span | undefined {
  const low = Math.max(a[0], b[0])
  const high = Math.min(a[1], b[1])
  return low <= high ? [low, high] : undefined
}

/** Both ends so much later. */
export function shift([low, high]: Span, ms: Ms): Span {
  return [low + ms, high + ms]
}

/** No time at all, and no end. */
export const atOnce: Span = [0, 0]
export const forEver: Span = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
