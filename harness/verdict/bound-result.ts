// A bound beside what was found: the one place where evidence, outcome, verdict and prediction meet, for runs and for saved runs alike.
import type { Bound, Outcome } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { RunRecord } from '../model/record.ts'
import type { BoundResult } from '../model/report.ts'
import type { ConnectionState, Network } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import type { Prediction } from '../predict/circumstances.ts'
import { predict } from '../predict/predict.ts'
import { judge } from './judge.ts'
import { negate } from './negate.ts'
import { type InForce, outcome, type Seen } from './outcome.ts'

/** Judges one bound. Without evidence that the fault bit there is no outcome, and nothing is concluded. */
export function judgeBound(bound: Bound, on: JudgedOn): BoundResult {
  const { seen, injection, toleranceMs, error } = on
  const prediction = predictionOf(bound, on)
  const doubt = error ?? doubtOf(injection)
  if (!injection || doubt !== undefined)
    return { bound, verdict: { status: 'inconclusive', reason: doubt ?? 'no fault was injected' }, ...told(prediction) }
  const found = outcome(bound, seen, injection)
  const outside = prediction && liesOutside(prediction, found)
  const verdict = judge(bound, found, { lateMs: toleranceMs })
  return {
    bound,
    outcome: found,
    verdict: on.negated ? negate(bound, found, verdict) : verdict,
    ...(on.negated ? { negated: true } : {}),
    ...told(prediction),
    ...(outside ? { outsidePrediction: true } : {}),
  }
}

/** What a bound is judged on. */
export interface JudgedOn extends Pick<Partial<RunRecord>, 'kernel' | 'clock'> {
  seen: Seen
  /** The fault that the bound counts from, and what showed that it bit. */
  injection: (InForce & { readonly evidence?: string | undefined }) | undefined
  /** The fault that was to be injected, where none came into force. */
  fault?: Fault | undefined
  /** What the connection was doing when the fault came. */
  state?: ConnectionState | undefined
  /** What the kernels were set to. */
  network?: Network | undefined
  settings: Settings
  toleranceMs: Ms
  /** The opposite of the bound was demanded. */
  negated?: boolean | undefined
  /** What broke the run: nothing can be concluded from it. */
  error?: string | undefined
}

function doubtOf(injection: JudgedOn['injection']): string | undefined {
  if (!injection) return 'no fault was injected'
  return injection.evidence?.trim() ? undefined : `nothing shows that ${injection.fault.kind} bit`
}

/** Recovery is the programs' own affair. Where packets were not seen, a proxy may have answered for the peer. */
function predictionOf({ expect, from }: Bound, on: JudgedOn): Prediction | undefined {
  const { injection, settings, state, kernel, clock, network, seen } = on
  const fault = injection?.fault ?? on.fault
  if (!fault || expect === 'recovery') return undefined
  const { quietMs, sinceMs, healedAtMs, byMs = 0 } = injection ?? {}
  return predict({
    settings,
    fault,
    from,
    state,
    kernel,
    clock,
    quietMs,
    sinceMs,
    sysctls: network?.sysctls?.client,
    family: network?.family,
    healedMs: healedAtMs === undefined || healedAtMs > seen.endedAtMs ? undefined : healedAtMs - byMs,
    relayed: sawPackets(on) ? false : 'unknown',
  })
}

/** Whose packets or whose kernel was watched is the peer itself, and no proxy. */
function sawPackets({ injection, seen }: JudgedOn): boolean {
  return injection?.quietMs !== undefined || seen.observations.some(({ vantage }) => vantage === 'client-kernel')
}

function told(prediction: Prediction | undefined): Partial<BoundResult> {
  if (!prediction) return {}
  const { window, orNever, reason } = prediction
  return {
    ...(window === undefined ? {} : { predictedMs: window }),
    ...(orNever ? { predictedOrNever: true } : {}),
    predictedReason: reason,
  }
}

/** The true time lies between `afterMs` and that plus its uncertainty. What was not watched long enough lies nowhere. */
function liesOutside({ window, orNever }: Prediction, found: Outcome): boolean {
  if (window === undefined) return false
  if (found.kind === 'silent') return window !== 'never' && !orNever && found.watchedMs > window[1]
  if (found.kind !== 'detected') return false
  return window === 'never' || found.afterMs + found.uncertaintyMs < window[0] || found.afterMs > window[1]
}
