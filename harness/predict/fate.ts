// What can come of detectors: of one in several phases, and of several at once.
import type { Ms } from '../model/units.ts'
import type { Mechanism } from './circumstances.ts'
import type { Span } from './span.ts'

/** When it gives up, counted from the fault; whether it may never do so; and what decides. */
export interface Fate {
  readonly window?: Span
  readonly never: boolean
  readonly by: Mechanism
}

/** One of these, and nobody knows which. What gives up last has the word. */
export function oneOf(fates: readonly Fate[]): Fate {
  const windows = fates.flatMap(({ window, by }) => (window ? [{ low: window[0], high: window[1], by }] : []))
  const spared = fates.find(({ never }) => never)
  const [first, ...rest] = windows
  if (!first) return { never: true, by: spared?.by ?? 'unnoticed' }
  const last = rest.reduce((latest, other) => (other.high > latest.high ? other : latest), first)
  const low = rest.reduce<Ms>((least, other) => Math.min(least, other.low), first.low)
  return { window: [low, last.high], never: spared !== undefined, by: last.by }
}

/** All of these side by side: the first that gives up decides. */
export function firstOf(fates: readonly Fate[]): Fate {
  const all = oneOf(fates)
  if (!all.window) return all
  const [low] = all.window
  const certain = fates.flatMap(({ window, never, by }) => (window && !never ? [{ high: window[1], by }] : []))
  const [first, ...rest] = certain
  if (!first) return { ...all, never: true }
  const { high, by } = rest.reduce((earliest, other) => (other.high < earliest.high ? other : earliest), first)
  return { window: [low, high], never: false, by }
}
