// A run's time as data: from where to where it goes, what was done, demanded, predicted and noticed in it, and who has a lane.
import { seconds } from '../../harness/kit/format-time.ts'
import type { BoundResult, Run } from '../../harness/model/report.ts'
import { isFault, type StepRecord } from '../../harness/model/step.ts'
import type { Ms } from '../../harness/model/units.ts'
import { spanOf } from '../bound-span.ts'
import { decisive, demandedWords, foretoldWords, noticedWords, predictedWords } from '../phrases.ts'
import { actionWords } from './facts.ts'
import { laneAt, lanesOf } from './lanes.ts'
import type { LimitView, PredictedView, StepView, TimelineView } from './view.ts'

/** Undefined where there is nothing to draw: no step was taken, and nothing was seen. */
export function timelineOf(run: Run): TimelineView | undefined {
  const origin = originOf(run)
  if (run.steps.length === 0 && run.observations.length === 0) return undefined
  const lanes = lanesOf(run)
  const limits =
    run.steps.length === 0 ? [] : run.bounds.map(result => limitOf(result, run, laneAt(lanes, result.bound.by)))
  const toMs = Math.max(run.endedAtMs, ...limits.map(limit => limit.toMs))
  const watchedMs = Math.max(1, run.endedAtMs - origin.byMs)
  const afterMs = Math.min(Math.max(1, toMs - origin.byMs), watchedMs * 1.3)
  const marks = marksOf(run, limits, origin.byMs).filter(ms => ms >= atOnceMs && ms <= afterMs)
  const smallestMs = Math.min(...marks, afterMs)
  return {
    story: story(run),
    originMs: origin.byMs,
    originFromMs: origin.atMs,
    origin: origin.name,
    fromMs: Math.max(0, origin.byMs - Math.max(200, afterMs * 0.14)) - afterMs * 0.02,
    untilMs: origin.byMs + afterMs * 1.04,
    toMs: toMs + afterMs * 0.04,
    endedAtMs: run.endedAtMs,
    logarithmic: smallestMs < afterMs / 30,
    smallestMs,
    steps: run.steps.map(step => stepOf(step, run.endedAtMs)),
    limits: withoutRepeats(limits),
    lanes,
  }
}

/** What happens sooner than this happens at once: no reason to stretch a scale. */
const atOnceMs = 100

function originOf({ steps }: Run): Pick<StepRecord, 'atMs' | 'byMs'> & { readonly name: string } {
  const fault = steps.find(({ does }) => isFault(does))
  const [step = { atMs: 0, byMs: 0 }] = fault ? [fault] : steps
  return { atMs: step.atMs, byMs: step.byMs, name: fault ? 'fault' : steps[0] ? 'step' : 'start' }
}

function stepOf({ does, atMs, byMs, healedAtMs }: StepRecord, endedAtMs: Ms): StepView {
  const healed = healedAtMs !== undefined && healedAtMs <= endedAtMs
  const label = `${actionWords(does)}${healed && isFault(does) ? ', over' : ''}`
  return { label, isFault: isFault(does), fromMs: atMs, byMs, ...(healed ? { healedMs: healedAtMs } : {}) }
}

function limitOf(result: BoundResult, run: Run, lane: number | undefined): LimitView {
  const { outcome, verdict } = result
  const { fromMs, toMs } = spanOf(result, run)
  const predicted = predictedOf(result, fromMs)
  return {
    label: demandedWords(result, run),
    status: verdict.status,
    fromMs,
    toMs,
    ...(lane === undefined ? {} : { lane }),
    ...(predicted ? { predicted } : {}),
    ...(outcome && 'by' in outcome ? { noticedMs: outcome.by.atMs } : {}),
  }
}

function predictedOf(result: BoundResult, fromMs: Ms): PredictedView | undefined {
  const label = foretoldWords(result)
  const { predictedMs } = result
  if (predictedWords(result) === '' || predictedMs === undefined) return undefined
  return predictedMs === 'never' ? { label } : { label, window: [fromMs + predictedMs[0], fromMs + predictedMs[1]] }
}

/** Several bounds of one observer often have the same prediction: it is drawn once. */
function withoutRepeats(limits: readonly LimitView[]): readonly LimitView[] {
  return limits.map((limit, at) => {
    const same = limits.findIndex(
      ({ predicted, fromMs, lane }) =>
        predicted?.label === limit.predicted?.label && fromMs === limit.fromMs && lane === limit.lane,
    )
    const { predicted: _drawn, ...bare } = limit
    return same < at ? bare : limit
  })
}

/** Instants after the first fault that must be told apart. */
function marksOf({ steps, endedAtMs }: Run, limits: readonly LimitView[], originMs: Ms): readonly Ms[] {
  const healed = steps.flatMap(({ healedAtMs = originMs }) => healedAtMs)
  const own = limits.flatMap(({ toMs, noticedMs = originMs, predicted }) => [
    ...[toMs, noticedMs],
    ...(predicted?.window?.slice(0, 1) ?? []),
  ])
  return [...healed, ...own, endedAtMs].map(ms => ms - originMs)
}

function story(run: Run): string {
  const result = decisive(run)
  const parts = [
    `Timeline of ${seconds(run.endedAtMs)}`,
    ...run.steps.map(
      ({ does, byMs }) => `${actionWords(does)} ${isFault(does) ? 'in force' : 'done'} at ${seconds(byMs)}`,
    ),
    ...(result ? [`bound: ${demandedWords(result, run)}`, `noticed: ${noticedWords(result)}`] : []),
    ...(predictedWords(result) ? [`predicted: ${foretoldWords(result)}`] : []),
  ]
  return parts.join('; ')
}
