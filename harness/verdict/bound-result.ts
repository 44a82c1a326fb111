// A bound beside what was found: the one place where evidence, outcome, verdict and prediction meet, for runs and for saved runs alike.
import type { Bound, Outcome } from '../model/bound.ts'
import type { CpuWait } from '../model/cpu-wait.ts'
import { isKernel } from '../model/observer.ts'
import type { BoundResult } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { asideWords } from './aside.ts'
import { asksSilence, type Demand, isBarePass } from './asked.ts'
import { heldAgainst } from './control.ts'
import { judge } from './judge.ts'
import { isOfLater, type KernelTold, kernelTold } from './kernel-told.ts'
import { leftUnsaid, unlessLeft } from './left-unsaid.ts'
import { negate } from './negate.ts'
import { noticedUnsaid, unlessNoticed } from './noticed-unsaid.ts'
import { outcome, type Seen } from './outcome.ts'
import { unlessOverlong } from './overlong.ts'
import { closedByItself } from './own-close.ts'
import { ownEnd, unlessEnded } from './own-end.ts'
import { type Foreseen, type Foretold, predictionOf } from './prediction-of.ts'
import { socketGone, unlessGone } from './socket-gone.ts'
import { sparedBy, sparedOfEach, unlessSomeSpared, unlessSpared } from './spared.ts'
import { unlessStarved } from './starved.ts'

/** Judges one bound. Without evidence that its step, and each before it, did what it was to do there is no outcome, and nothing is concluded. */
export function judgeBound(bound: Bound, on: JudgedOn): BoundResult {
  const { seen, toleranceMs, error } = on
  const step = seen.steps.find(({ id }) => id === bound.since)
  const spares = step ? sparedOfEach(bound, step, { ...seen, hosts: on.hosts }) : new Map<number, string>()
  const prediction = predictionOf(bound, { ...on, seen: without(spares, step, seen) })
  const doubt = error ?? doubtOf(bound, seen) ?? (step && asideWords(step.does, { ...seen, hosts: on.hosts }))
  if (!step || doubt !== undefined)
    return {
      bound,
      verdict: { status: 'inconclusive', reason: doubt ?? 'no fault was injected' },
      ...fieldsOf(prediction),
    }
  const found = outcome(bound, seen, step, id => spares.has(id))
  const foretold =
    prediction && !isOfLater(bound.by, step, found)
      ? foretoldOf(prediction, found, { bound, told: kernelTold(bound.by, step, seen) })
      : undefined
  const { cpuWaits } = on
  const alone = judge(bound, found, { lateMs: toleranceMs })
  const made = { cpuWaits, steps: seen.steps, step, toleranceMs, foretold }
  const own = unlessOverlong(bound, found, unlessStarved(bound, found, alone, made), made)
  // What the wait for a CPU may have made says nothing of the prediction either.
  const outside = own === alone && (foretold === 'early' || foretold === 'late')
  const demand: Demand = { bound, ...(on.negated ? { negated: true } : {}) }
  const verdict = heldAgainst(on.control, demand, on.negated ? negate(bound, found, own) : own)
  const all = { ...seen, hosts: on.hosts }
  const spared = sparedBy(bound, step, all)
  const ofEach = on.negated ? verdict : unlessSomeSpared(found, spares, verdict)
  const ofLoss = unlessSpared(spared, bound, on.negated === true, ofEach)
  const ended = asksSilence(demand) ? ownEnd(bound, step, all) : undefined
  const gone = found.kind === 'silent' ? socketGone(bound, step, seen) : undefined
  const judged = unlessGone(gone, unlessEnded(ended, ofLoss))
  const isBare = isBarePass(judged)
  const unsaid = isBare ? noticedUnsaid(demand, step, all) : undefined
  const left = isBare && !unsaid ? leftUnsaid(demand, step, seen) : undefined
  return {
    bound,
    outcome: found,
    verdict: unlessNoticed(unsaid, on.control, unlessLeft(left, on.control, judged)),
    ...(left ? { left } : {}),
    ...(unsaid ? { unsaid } : {}),
    ...(on.negated ? { negated: true } : {}),
    ...(on.control ? { control: on.control } : {}),
    ...fieldsOf(prediction),
    ...(outside ? { outsidePrediction: true } : {}),
  }
}

/** As if the fault had not found those that are not asked. */
function without(spares: ReadonlyMap<number, string>, step: StepRecord | undefined, seen: Seen): Seen {
  const found = step?.found?.filter(({ connection }) => connection === undefined || !spares.has(connection))
  if (spares.size === 0 || !found || found.length === 0) return seen
  return { ...seen, steps: seen.steps.map(one => (one === step ? { ...one, found } : one)) }
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

function doubtOf({ since }: Bound, seen: Seen): string | undefined {
  const { steps } = seen
  if (!steps.some(({ id }) => id === since))
    return steps.length === 0 ? 'no fault was injected' : `step ${since} was not reached`
  const bare = steps.find(({ id, evidence }) => id <= since && !evidence?.text.trim())
  if (!bare) return undefined
  if (!isFault(bare.does)) return `nothing shows that step ${bare.id} was taken`
  const why = closedByItself(bare.does, bare, seen)
  return `no evidence that ${bare.does.kind} took effect${steps.length > 1 ? ` (step ${bare.id})` : ''}${why === undefined ? '' : `: ${why}`}`
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

/**
 * Where it lies beside its prediction; undefined where there is none for it. The true time lies between `afterMs` and that plus its uncertainty. What
 * was not watched long enough lies inside. Where only the kernel is foretold its program may be earlier, and then the kernel has nothing to tell.
 * What its kernel told comes first, whatever the program made of it: in its window nothing is late, and of one connection, by its own timer,
 * before it is early.
 */
function foretoldOf(
  { window, orNever, kernelAlone }: Foretold,
  found: Outcome,
  { bound: { by, every }, told }: Told,
): 'inside' | 'early' | 'late' | undefined {
  if (window === undefined) return undefined
  const ofProgram = kernelAlone === true && !isKernel(by)
  if (ofProgram && !every && told.some(one => one.gaveUp && (window === 'never' || one.afterMs < window[0])))
    return 'early'
  if (ofProgram && window !== 'never' && told.some(one => one.afterMs >= window[0] && one.afterMs <= window[1]))
    return 'inside'
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

interface Told {
  readonly bound: Bound
  readonly told: readonly KernelTold[]
}
