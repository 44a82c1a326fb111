// What a scenario demands, what was found, and what we think of it.
import type { Observation } from './observation.ts'
import type { Ms, Observer } from './units.ts'

/**
 * A demand on one observer. `since`: the step that it counts from, from the moment that it is in force; recovery counts from that step's
 * healing where it heals. `every`: asked of each connection that stood at that moment, and not of the first that shows something.
 */
export type Bound = (
  | { expect: 'detection'; withinMs: Ms; notBeforeMs?: Ms; code?: string }
  | { expect: 'silence'; forMs: Ms }
  | { expect: 'recovery'; withinMs: Ms; notBeforeMs?: Ms }
) & { by: Observer; since: number; every?: true }

/** How long a bound has to be watched, from where it counts. */
export function watchMs(bound: Watchable): Ms {
  return bound.expect === 'silence' ? bound.forMs : bound.withinMs
}

/** A bound, or a demand that is none as yet. */
type Watchable =
  | { readonly expect: 'silence'; readonly forMs: Ms }
  | { readonly expect: 'detection' | 'recovery'; readonly withinMs: Ms }

/**
 * What the record says about a bound. `uncertaintyMs`: the step came into force somewhere in this much time before `afterMs` began.
 * `from`: what a recovery counts from. `connections`: of so many, where each was asked. `cut`: why the observer is blind from the end of
 * `watchedMs` on, before the watch was over.
 */
export type Outcome =
  | { kind: 'detected'; afterMs: Ms; uncertaintyMs: Ms; by: Observation; connections?: Asked }
  | { kind: 'recovered'; afterMs: Ms; uncertaintyMs: Ms; by: Observation; from: 'healing' | 'step' }
  | { kind: 'silent'; watchedMs: Ms; connections?: Asked; cut?: string; from?: 'step' }
  | { kind: 'blind'; reason: string }

/** Of so many connections that stood, so many were noticed to be lost. `spared`: so many more stood, lost nothing, and were not given up. */
export interface Asked {
  noticed: number
  of: number
  spared?: number
}

/** What we think of it. Doubt is `inconclusive`; what a plane cannot show is `skip`. A pass has a reason where the fault had nothing to take. */
export type Verdict =
  | { status: 'pass'; reason?: string }
  | { status: 'fail'; expected: string; actual: string }
  | { status: 'inconclusive'; reason: string }
  | { status: 'skip'; reason: string; why?: SkipKind }

/**
 * Why a run did not take place. `not-written-for`: its author did not mean it for this plane or clock. `cannot-show`: the plane or its box
 * cannot show such a fault. `refused`: no box could be had, or it would take too long. `lacking`: the kernel at hand lacks something.
 */
export type SkipKind = 'not-written-for' | 'cannot-show' | 'refused' | 'lacking'

/** How far a plane's own means may blur a time. Between a bound and a bound plus this much the verdict is `inconclusive`. */
export interface Tolerance {
  lateMs: Ms
}
