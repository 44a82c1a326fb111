// Where an instant stands on a timeline, in percent of its width: linear, or logarithmic where early and late would not fit side by side.
import { given } from '../../harness/kit/format-time.ts'
import type { Ms } from '../../harness/model/units.ts'

/** A scale for the span around a fault. `marksMs`: instants after the fault that must be told apart. */
export function timeScale({ startMs, faultMs, endMs, marksMs }: Span): Scale {
  const before = faultMs - startMs
  const after = Math.max(1, endMs - faultMs)
  const zero = before > 0 ? beforePercent : 0
  const smallest = Math.min(...marksMs.filter(ms => ms >= atOnceMs), after)
  const logarithmic = smallest < after / 30
  const unit = smallest / 3
  const place = (ms: Ms) => (logarithmic ? Math.log1p(ms / unit) / Math.log1p(after / unit) : ms / after)
  const percent = (atMs: Ms) => {
    const ms = atMs - faultMs
    const raw = ms < 0 ? zero * (1 + ms / before) : zero + (100 - zero) * place(ms)
    return Math.round(Math.min(100, Math.max(0, raw)) * 100) / 100
  }
  const steps = logarithmic ? powersMs : evenSteps(after)
  return { percent, logarithmic, ticks: ticks(steps, after, ms => percent(faultMs + ms)) }
}

/** All on the run's clock, but `marksMs`, which count from the fault. */
export interface Span {
  startMs: Ms
  faultMs: Ms
  endMs: Ms
  marksMs: readonly Ms[]
}

/** `percent` keeps within 0 and 100. */
export interface Scale {
  percent(atMs: Ms): number
  logarithmic: boolean
  ticks: readonly Tick[]
}

/** A tick and its words, counted from the fault. */
interface Tick {
  percent: number
  label: string
}

const beforePercent = 12
/** What happens sooner than this happens at once: no reason to stretch a scale. */
const atOnceMs = 100
const tickPercent = 8

const powersMs: readonly Ms[] = [
  ...[0, 100, 1_000, 10_000, 60_000, 600_000],
  ...[1, 6, 24, 72, 240, 2_400].map(hours => hours * 3_600_000),
]

const stepsMs: readonly Ms[] = [
  ...[10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800].map(seconds => seconds * 1_000),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map(hours => hours * 3_600_000),
]

function evenSteps(spanMs: Ms): readonly Ms[] {
  const stepMs = stepsMs.find(step => spanMs / step <= 6) ?? spanMs / 4
  return Array.from({ length: Math.floor(spanMs / stepMs) + 1 }, (_, i) => i * stepMs)
}

function ticks(stepsAtMs: readonly Ms[], spanMs: Ms, percent: (ms: Ms) => number): Tick[] {
  const kept: Tick[] = []
  for (const ms of stepsAtMs.filter(step => step <= spanMs)) {
    const tick = { percent: percent(ms), label: ms === 0 ? 'fault' : `+${given(ms)}` }
    if (tick.percent - (kept.at(-1)?.percent ?? -100) >= tickPercent && tick.percent <= 97) kept.push(tick)
  }
  return kept
}
