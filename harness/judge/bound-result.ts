// A bound beside what was found: the one place where evidence, outcome, verdict and prediction meet, for runs and for saved runs alike.
import type { Bound } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { BoundResult } from '../model/report.ts'
import type { ConnectionState } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms, Vantage } from '../model/units.ts'
import { predictedMs } from '../predict/window.ts'
import { judge } from './judge.ts'
import { type InForce, outcome, type Seen } from './outcome.ts'

/** Judges one bound. Without evidence that the fault bit there is no outcome, and nothing is concluded. */
export function judgeBound(bound: Bound, ground: Ground): BoundResult {
  const { seen, injection, settings, toleranceMs, error } = ground
  const fault = injection?.fault ?? ground.fault
  const window = fault && isQuiet(ground.state) ? prediction(settings, fault, bound.from, injection?.quietMs) : {}
  const doubt = error ?? doubtOf(injection)
  if (!injection || doubt !== undefined)
    return { bound, verdict: { status: 'inconclusive', reason: doubt ?? 'no fault was injected' }, ...window }
  const found = outcome(bound, seen, injection)
  return { bound, outcome: found, verdict: judge(bound, found, { lateMs: toleranceMs }), ...window }
}

/** What a bound is judged on. */
export interface Ground {
  seen: Seen
  /** The fault that the bound counts from, and what showed that it bit. */
  injection: (InForce & { readonly evidence?: string | undefined }) | undefined
  /** The fault that was to be injected, where none came into force. */
  fault?: Fault | undefined
  /** What the connection was doing when the fault came. */
  state?: ConnectionState | undefined
  settings: Settings
  toleranceMs: Ms
  /** What broke the run: nothing can be concluded from it. */
  error?: string | undefined
}

/** Unacknowledged data, a closed window and a handshake have timers of their own, which the settings alone do not tell. */
function isQuiet(state: ConnectionState | undefined): boolean {
  return state === undefined || state === 'idle' || state === 'awaiting-answer'
}

function doubtOf(injection: Ground['injection']): string | undefined {
  if (!injection) return 'no fault was injected'
  return injection.evidence?.trim() ? undefined : `nothing shows that ${injection.fault.kind} bit`
}

function prediction(
  settings: Settings,
  fault: Fault,
  from: Vantage,
  quietMs: Ms | undefined,
): Pick<BoundResult, 'predictedMs'> {
  const window = predictedMs(settings, fault, from, quietMs)
  return window === undefined ? {} : { predictedMs: window }
}
