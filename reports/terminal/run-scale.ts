// From when to when a run is drawn on a terminal, and what of it must be told apart: its bounds, what was noticed, what healed.
import type { Run } from '../../harness/model/report.ts'
import type { Ms } from '../../harness/model/units.ts'
import { spanOf } from '../bound-span.ts'
import { type Scale, timeScale } from './scale.ts'

/** The scale of a run's picture. `faultMs`: what its axis counts from. */
export function scaleOf(run: Run, faultMs: Ms): Scale {
  const limits = run.bounds.map(result => spanOf(result, run).toMs)
  const healed = run.steps.flatMap(({ healedAtMs = faultMs }) => healedAtMs)
  const events = run.bounds.flatMap(({ outcome }) => (outcome && 'by' in outcome ? [outcome.by.atMs] : []))
  const endMs = Math.max(run.endedAtMs, ...limits)
  const lows = run.bounds.flatMap(({ predictedMs }) =>
    Array.isArray(predictedMs) ? [faultMs + (predictedMs[0] ?? 0)] : [],
  )
  const marks = [...limits, ...healed, ...events, ...lows, run.endedAtMs].filter(ms => ms > faultMs && ms <= endMs)
  const before = Math.min(faultMs, Math.max(200, (endMs - faultMs) * 0.14))
  return timeScale({
    startMs: faultMs - before,
    faultMs,
    endMs: endMs + (endMs - faultMs) * 0.04,
    marksMs: marks.map(ms => ms - faultMs),
  })
}
