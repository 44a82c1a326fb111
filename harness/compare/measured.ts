// A judged run as a measurement: its figure, or why it has none. Pure.

import { peerLives, wasKeptAlive } from '../faults/all.ts'
import type { Found, Measurement, Traffic } from '../model/comparison.ts'
import type { Run } from '../model/report.ts'
import { predictionOf } from '../verdict/prediction-of.ts'
import { mistakesIn, type Watch } from '../verdict/quality.ts'
import type { Step } from './plan.ts'

/** What a step's run has shown. A fault that left no evidence, a client that was never healthy: a doubt, never a figure. */
export function measured(step: Step, run: Run, traffic: Traffic | undefined): Measurement {
  const [result] = run.bounds
  const { predictedMs, predictedOrNever, predictedReason, outsidePrediction } = result ?? {}
  const found = foundIn(step, run)
  return {
    ...named(step),
    found: found.kind === 'soaked' && traffic ? { ...found, traffic } : found,
    ...(predictedMs === undefined ? {} : { predicted: predictedMs }),
    ...(predictedOrNever ? { orNever: true } : {}),
    ...(predictedReason === undefined ? {} : { reason: predictedReason }),
    ...(outsidePrediction ? { outside: true } : {}),
    ...wholePeriod(run),
    networkMs: Math.round(run.endedAtMs),
    wallMs: Math.round(run.wallMs),
  }
}

/** A step that could not be made. */
export function doubted(step: Step, reason: string): Measurement {
  return { ...named(step), found: { kind: 'doubt', reason }, networkMs: 0, wallMs: 0 }
}

/** The phase in which the fault came is one of many. */
function wholePeriod(run: Run): Pick<Measurement, 'whole'> {
  const [result] = run.bounds
  const { window, orNever } = (result && predictionOf(result.bound, { ...run, seen: run, anyPhase: true })) ?? {}
  return window === undefined ? {} : { whole: { predicted: window, ...(orNever ? { orNever } : {}) } }
}

function named({
  settings,
  spec,
  phase,
  offsetMs,
}: Step): Pick<Measurement, 'settings' | 'fault' | 'state' | 'phase' | 'offsetMs'> {
  return { settings, ...spec, phase, offsetMs }
}

function foundIn({ spec }: Step, run: Run): Found {
  const [result] = run.bounds
  const [injection] = run.steps
  if (result?.outcome === undefined || !injection) return doubt(result?.verdict, run)
  const { outcome, bound } = result
  if (outcome.kind === 'blind') return { kind: 'doubt', reason: outcome.reason }
  if (peerLives(spec.fault)) return soaked(run, { by: bound.by, fromMs: injection.atMs, untilMs: run.endedAtMs })
  if (outcome.kind === 'detected') {
    const { afterMs, uncertaintyMs, by } = outcome
    return { kind: 'detected', afterMs, uncertaintyMs, ...(by.code === undefined ? {} : { code: by.code }) }
  }
  const watchedMs = outcome.kind === 'silent' ? outcome.watchedMs : 0
  if (bound.expect === 'detection' && watchedMs < bound.withinMs) return doubt(result.verdict, run)
  return {
    kind: 'censored',
    watchedMs,
    ...(wasKeptAlive(spec.fault, injection.evidence?.facts ?? {}) ? { keptAlive: true } : {}),
  }
}

function soaked(run: Run, watch: Watch): Found {
  const cut = run.cuts.find(({ by, atMs }) => by === watch.by && atMs < watch.untilMs)
  if (cut) return { kind: 'doubt', reason: `${cut.by} is blind from some time on: ${cut.why}` }
  return { kind: 'soaked', forMs: watch.untilMs - watch.fromMs, mistakes: mistakesIn(run.observations, watch) }
}

function doubt(verdict: Run['verdict'] | undefined, run: Run): Found {
  if (run.error !== undefined) return { kind: 'doubt', reason: run.error }
  const reason = verdict && 'reason' in verdict ? verdict.reason : 'nothing was injected'
  return { kind: 'doubt', reason }
}
