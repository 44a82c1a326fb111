// What a scenario demands, what was found, and what we think of it.
import type { Observation } from './observation.ts'
import type { Ms, Vantage } from './units.ts'

/** A demand on one vantage. Times count from the moment that the fault is in force; recovery counts from its healing. */
export type Bound =
  | { expect: 'detection'; from: Vantage; withinMs: Ms; notBeforeMs?: Ms; code?: string }
  | { expect: 'silence'; from: Vantage; forMs: Ms }
  | { expect: 'recovery'; from: Vantage; withinMs: Ms }

/**
 * What the record says about a bound. `uncertaintyMs`: the fault came into force somewhere in this much time before `afterMs` began.
 * `cut`: why the observer is blind from the end of `watchedMs` on, before the watch was over.
 */
export type Outcome =
  | { kind: 'detected'; afterMs: Ms; uncertaintyMs: Ms; by: Observation }
  | { kind: 'recovered'; afterMs: Ms; uncertaintyMs: Ms; by: Observation }
  | { kind: 'silent'; watchedMs: Ms; cut?: string }
  | { kind: 'blind'; reason: string }

/** What we think of it. Doubt is `inconclusive`; what a plane cannot show is `skip`. */
export type Verdict =
  | { status: 'pass' }
  | { status: 'fail'; expected: string; actual: string }
  | { status: 'inconclusive' | 'skip'; reason: string }

/** How far a plane's own means may blur a time. Between a bound and a bound plus this much the verdict is `inconclusive`. */
export interface Tolerance {
  lateMs: Ms
}
