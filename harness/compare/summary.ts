// One cell: its measurements as least, middle and greatest figure. What was not noticed is beyond the watch, and never a number. Pure.

import { isWeather } from '../faults/all.ts'
import type { CellSummary, Figure, Found, Measurement } from '../model/comparison.ts'
import type { FaultSpec } from '../model/fault-spec.ts'
import type { Ms } from '../model/units.ts'
import { qualityOf } from '../verdict/quality.ts'

/** The summary of the measurements of one setting under one fault. */
export function cellOf(spec: FaultSpec, made: readonly Measurement[], withinMs?: Ms): CellSummary {
  const found = made.map(one => one.found)
  const doubts = found.flatMap(one => (one.kind === 'doubt' ? [one.reason] : []))
  const soaks = found.flatMap(one => (one.kind === 'soaked' ? [one] : []))
  const keptAlive = found.filter(one => one.kind === 'censored' && one.keptAlive).length
  const figures = found.flatMap(figureOf).toSorted(byTime)
  const detection = spread(figures)
  const predicted = predictions(made)
  const worst = worstOf({ ...(detection ? { detection } : {}), ...predicted })
  const margin = withinMs !== undefined && worst && 'ms' in worst ? withinMs - worst.ms : undefined
  return {
    ...spec,
    n: made.length - doubts.length,
    doubts,
    ...(detection ? { detection } : {}),
    ...(keptAlive > 0 ? { keptAlive } : {}),
    ...(margin === undefined ? {} : { marginMs: margin }),
    ...(soaks.length > 0 ? { quality: qualityOf(soaks, isWeather(spec.fault)) } : {}),
    ...predicted,
    outside: made.filter(({ outside }) => outside).length,
  }
}

/** The slowest of all phases: of those that were measured, or as predicted of those between them. Undefined where one may never notice. */
export function worstOf({ detection, predicted, orNever }: Whole): Figure | undefined {
  if (!detection || !('ms' in detection.max)) return detection?.max
  if (orNever) return undefined
  return { ms: Math.max(detection.max.ms, Array.isArray(predicted) ? predicted[1] : 0) }
}

type Whole = Pick<CellSummary, 'detection' | 'predicted' | 'orNever'>

/** The true time may be later by the uncertainty of the fault's beginning: the greater one is told. */
function figureOf(found: Found): Figure[] {
  if (found.kind === 'detected') return [{ ms: found.afterMs + found.uncertaintyMs }]
  return found.kind === 'censored' && !found.keptAlive ? [{ beyondMs: found.watchedMs }] : []
}

/** By nearest rank: each is a figure that was measured. */
function spread(sorted: readonly Figure[]): CellSummary['detection'] {
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  const [min, median, p95, max] = [sorted[0], at(0.5), at(0.95), sorted.at(-1)]
  return min && median && p95 && max ? { min, median, p95, max } : undefined
}

function byTime(a: Figure, b: Figure): number {
  return beyond(a) - beyond(b) || lengthOf(a) - lengthOf(b)
}

function beyond(figure: Figure): number {
  return 'beyondMs' in figure ? 1 : 0
}

function lengthOf(figure: Figure): Ms {
  return 'ms' in figure ? figure.ms : figure.beyondMs
}

/** From the earliest to the latest of all phases, those between the measured ones too; none where one of them cannot be told. */
function predictions(made: readonly Measurement[]): Pick<CellSummary, 'predicted' | 'orNever' | 'reason'> {
  const all = made.flatMap(one => (one.whole ? [one, one.whole] : [one]))
  const windows = all.flatMap(({ predicted }) => (Array.isArray(predicted) ? [predicted] : []))
  const told = made.filter(({ predicted }) => predicted !== undefined)
  if (told.length < made.length || made.length === 0) return {}
  const latest = made.find(({ predicted }) => Array.isArray(predicted)) ?? made[0]
  const reason = latest?.reason === undefined ? {} : { reason: latest.reason }
  if (windows.length === 0) return { predicted: 'never', ...reason }
  const window = [Math.min(...windows.map(([low]) => low)), Math.max(...windows.map(([, high]) => high))] as const
  const perhaps = windows.length < all.length || all.some(({ orNever }) => orNever)
  return { predicted: window, ...(perhaps ? { orNever: true } : {}), ...reason }
}
