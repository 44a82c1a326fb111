// A detection as an outcome: how long after its step, and how exactly that is known.
import type { Outcome } from '../model/bound.ts'
import type { Observation } from '../model/observation.ts'
import type { StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'

/** Lost, as `by` says; the step may have been in force before that was known. */
export function detectedBy(
  by: Observation,
  { atMs, byMs }: Pick<StepRecord, 'atMs' | 'byMs'>,
): Extract<Outcome, { kind: 'detected' }> {
  const inForceMs = Math.min(byMs, by.atMs)
  return { kind: 'detected', afterMs: lengthMs(inForceMs, by.atMs), uncertaintyMs: lengthMs(atMs, inForceMs), by }
}

/** From an instant to another: never negative; to the microsecond, because what lies below is the arithmetic's own. */
export function lengthMs(fromMs: Ms, toMs: Ms): Ms {
  return Math.max(0, Math.round((toMs - fromMs) * 1_000) / 1_000)
}

/** What an observer saw before a step, and from then on. */
export interface Sightings {
  readonly before: readonly Observation[]
  readonly after: readonly Observation[]
}

/** Nothing was noticed for as long as was watched. */
export function silentSince(fromMs: Ms, { untilMs, cut }: Watch): Extract<Outcome, { kind: 'silent' }> {
  return { kind: 'silent', watchedMs: lengthMs(fromMs, untilMs), ...(cut === undefined ? {} : { cut }) }
}

/** The end of a bound's watch, and why that came before the record's, if it did. */
export interface Watch {
  readonly untilMs: Ms
  readonly cut?: string
  /** It is a line that was too long. */
  readonly long?: true
}
