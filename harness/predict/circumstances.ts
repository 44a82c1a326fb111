// What a prediction is made from, and what it is.
import type { Fault } from '../model/fault.ts'
import type { Conditions } from '../timers/conditions.ts'
import type { Mechanism } from '../timers/mechanism.ts'
import type { Span } from '../timers/span.ts'

/** All that decides when a client notices. Only settings and fault are needed: what is not known makes the window wider. */
export interface Circumstances extends Conditions {
  readonly fault: Fault
}

/** When detection must fall, and what decides it. */
export interface Prediction {
  /** Counted from the fault; `never`; undefined where it cannot be told, and then `reason` says why. */
  readonly window: Span | 'never' | undefined
  /** It may also never come: what decides is whether the fault ends in time, or which packet comes first. */
  readonly orNever?: true
  readonly mechanism: Mechanism
  /** One short sentence without a capital or a stop. */
  readonly reason: string
}

/** What is told in the place of a window, where there is none. */
export function unpredictable(reason: string): Prediction {
  return { window: undefined, mechanism: 'unknown', reason }
}
