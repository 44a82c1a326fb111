// A bound beside what was found: the one place where evidence, outcome, verdict and prediction meet, for runs and for saved runs alike.
import type { Bound, Outcome } from '../model/bound.ts'
import type { CpuWait } from '../model/cpu-wait.ts'
import { isKernel } from '../model/observer.ts'
import type { BoundResult } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { asideWords } from './aside.ts'
import { heldAgainst } from './control.ts'
import { judge } from './judge.ts'
import { kernelToldMs } from './kernel-told.ts'
import { negate } from './negate.ts'
import { outcome } from './outcome.ts'
import { type Foreseen, type Foretold, predictionOf } from './prediction-of.ts'
import { sparedBy, unlessSpared } from './spared.ts'
import { unlessStarved } from './starved.ts'
import { unsaid } from './unsaid.ts'

/** Judges one bound. Without evidence that its step, and each before it, did what it was to do there is no outcome, and nothing is concluded. */
export function judgeBound(bound: Bound, on: JudgedOn): BoundResult {
  const { seen, toleranceMs, error } = on
  const prediction = predictionOf(bound, on)
  const step = seen.steps.find(({ id }) => id === bound.since)
  const doubt = error ?? doubtOf(bound, seen.steps) ?? (step && asideWords(step.does, { ...seen, hosts: on.hosts }))
  if (!step || doubt !== undefined)
    return {
      bound,
      verdict: { status: 'inconclusive', reason: doubt ?? 'no fault was injected' },
      ...fieldsOf(prediction),
    }
  const found = outcome(bound, seen, step)
  const toldMs = bound.every ? undefined : kernelToldMs(bound.by, step, seen)
  const foretold = prediction && foretoldOf(prediction, found, { by: bound.by, toldMs })
  const { cpuWaits } = on
  const alone = judge(bound, found, { lateMs: toleranceMs })
  const own = unlessStarved(bound, found, alone, { cpuWaits, steps: seen.steps, step, toleranceMs, foretold })
  // What the wait for a CPU may have made says nothing of the prediction either.
  const isMissed =
    foretold === 'early' || (foretold === 'late' && !isItsOwn(prediction, { bound, outcome: found, toldMs }, seen))
  const outside = own === alone && isMissed
  const verdict = heldAgainst(on.control, bound, on.negated ? negate(bound, found, own) : own)
  const spared = sparedBy(bound.by, step, { ...seen, hosts: on.hosts })
  return {
    bound,
    outcome: found,
    verdict: unlessSpared(spared, bound, on.negated === true, verdict),
    ...(on.negated ? { negated: true } : {}),
    ...(on.control ? { control: on.control } : {}),
    ...fieldsOf(prediction),
    ...(outside ? { outsidePrediction: true } : {}),
  }
}

/** What a bound is judged on. */
export interface JudgedOn extends Foreseen {
  readonly toleranceMs: Ms
  /** What was lost in line for a CPU, where that was looked at. */
  readonly cpuWaits?: readonly CpuWait[] | undefined
  /** The opposite of the bound was demanded. */
  readonly negated?: boolean | undefined
  /** What was found without the fault, where that was tried. */
  readonly control?: Outcome | undefined
  /** What broke the run: nothing can be concluded from it. */
  readonly error?: string | undefined
}

function doubtOf({ since }: Bound, steps: readonly StepRecord[]): string | undefined {
  if (!steps.some(({ id }) => id === since))
    return steps.length === 0 ? 'no fault was injected' : `step ${since} was not reached`
  const bare = steps.find(({ id, evidence }) => id <= since && !evidence?.text.trim())
  if (!bare) return undefined
  return isFault(bare.does)
    ? `nothing shows that ${bare.does.kind} bit${steps.length > 1 ? ` (step ${bare.id})` : ''}`
    : `nothing shows that step ${bare.id} was taken`
}

function fieldsOf(prediction: Foretold | undefined): Partial<BoundResult> {
  if (!prediction) return {}
  const { window, orNever, reason, kernelAlone } = prediction
  return {
    ...(window === undefined ? {} : { predictedMs: window }),
    ...(orNever ? { predictedOrNever: true } : {}),
    predictedReason: reason,
    ...(kernelAlone && window !== undefined ? { kernelAlone } : {}),
  }
}

/** What was foretold of the kernel alone came true by its own word: that its program kept it to itself, or looked later, nothing foretells. */
function isItsOwn(
  prediction: Foretold | undefined,
  result: Pick<BoundResult, 'bound' | 'outcome'> & Pick<Told, 'toldMs'>,
  seen: JudgedOn['seen'],
): boolean {
  if (!prediction?.kernelAlone || typeof prediction.window !== 'object') return false
  const told = unsaid(result, seen)
  const afterMs = told?.what === 'told' ? told.afterMs : result.toldMs
  return afterMs !== undefined && afterMs >= prediction.window[0] && afterMs <= prediction.window[1]
}

/**
 * Where it lies beside its prediction; undefined where there is none for it. The true time lies between `afterMs` and that plus its uncertainty. What
 * was not watched long enough lies inside. Where only the kernel is foretold its program may be earlier, and then the kernel has nothing to tell;
 * what its kernel told it before its time is early, whatever the program made of it.
 */
function foretoldOf(
  { window, orNever, kernelAlone }: Foretold,
  found: Outcome,
  { by, toldMs }: Told,
): 'inside' | 'early' | 'late' | undefined {
  if (window === undefined) return undefined
  const ofProgram = kernelAlone === true && !isKernel(by)
  if (ofProgram && toldMs !== undefined && (window === 'never' || toldMs < window[0])) return 'early'
  if (found.kind === 'silent') {
    const isDue = window !== 'never' && !orNever && !(kernelAlone && isKernel(by))
    return isDue && found.watchedMs > window[1] ? 'late' : 'inside'
  }
  if (found.kind !== 'detected') return undefined
  if (window !== 'never' && found.afterMs > window[1]) return 'late'
  const early = window === 'never' || found.afterMs + found.uncertaintyMs < window[0]
  if (!early) return 'inside'
  return ofProgram ? undefined : 'early'
}

interface Told extends Pick<Bound, 'by'> {
  /** When its kernel told it. */
  readonly toldMs: Ms | undefined
}
