// What can come of detectors: of one in several phases, and of several at once.
import type { Ms } from '../model/units.ts'
import type { Mechanism } from './mechanism.ts'
import type { Span } from './span.ts'

/** When it gives up, counted from the fault; whether it may never do so; and what decides. */
export interface Expectation {
  readonly window?: Span
  readonly never: boolean
  readonly by: Mechanism
}

/** Counts up what is possible. What gives up last has the word. */
export class Tally {
  #low = Number.POSITIVE_INFINITY
  #high = Number.NEGATIVE_INFINITY
  #by: Mechanism | undefined
  #survived: Mechanism | undefined

  gaveUp([low, high]: Span, by: Mechanism): void {
    if (low < this.#low) this.#low = low
    if (high <= this.#high) return
    this.#high = high
    this.#by = by
  }

  /** Of several that do not give up, one that would have has the word. */
  survived(by: Mechanism): void {
    if (this.#survived === undefined || this.#survived === 'unnoticed') this.#survived = by
  }

  expectation(): Expectation {
    const never = this.#survived !== undefined
    if (this.#by === undefined) return { never: true, by: this.#survived ?? 'unnoticed' }
    return { window: [this.#low, this.#high], never, by: this.#by }
  }
}

/** One of these, and nobody knows which. */
export function oneOf(expectations: readonly Expectation[]): Expectation {
  const tally = new Tally()
  for (const { window, never, by } of expectations) {
    if (window) tally.gaveUp(window, by)
    if (never) tally.survived(by)
  }
  return tally.expectation()
}

/** All of these side by side: the first that gives up decides. */
export function firstOf(expectations: readonly Expectation[]): Expectation {
  const all = oneOf(expectations)
  if (!all.window) return all
  const [low] = all.window
  const certain = expectations.flatMap(({ window, never, by }) => (window && !never ? [{ high: window[1], by }] : []))
  const [first, ...rest] = certain
  if (!first) return { ...all, never: true }
  const { high, by } = rest.reduce<{ high: Ms; by: Mechanism }>(
    (earliest, other) => (other.high < earliest.high ? other : earliest),
    first,
  )
  return { window: [low, high], never: false, by }
}
