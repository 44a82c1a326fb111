// Where an instant stands in the picture, and the words under its axis: from days down to a ten thousandth of a second. Pure.
import { type ScaleLinear, type ScaleSymLog, scaleLinear, scaleSymlog } from 'd3-scale'
import { given } from '../../harness/kit/format-time.ts'
import { sinceMs } from '../../harness/model/step.ts'
import type { TimelineView } from '../html/view.ts'
import { clockWords } from '../phrases.ts'

/** From an instant to a place, and back. */
export interface TimeScale {
  (ms: number): number
  invert(place: number): number
  /** From where to where it goes. */
  domain(): readonly number[]
  range(): readonly number[]
  /** The same, and another part of it fills the picture. */
  within(fromMs: number, toMs: number): TimeScale
}

/** A scale for the whole run, all of it in `width`. Logarithmic on both sides of `originMs` where `smallestMs` is given. */
export function wholeScale(
  { fromMs, toMs, originMs }: Pick<TimelineView, 'fromMs' | 'toMs' | 'originMs'>,
  width: number,
  smallestMs: number | undefined,
): TimeScale {
  const startMs = Math.min(0, fromMs)
  if (smallestMs === undefined) return asTime(scaleLinear().domain([startMs, toMs]).range([0, width]), 0)
  const inner = scaleSymlog().constant(smallestMs / 3)
  return asTime(inner.domain([startMs - originMs, toMs - originMs]).range([0, width]), originMs)
}

/** An instant on the axis. */
export interface Tick {
  readonly ms: number
  readonly label: string
}

/** Ticks far enough from each other to be read, within what is seen. */
export function ticksOf(scale: TimeScale, originMs: number, origin: string): readonly Tick[] {
  const [fromMs = 0, toMs = 0] = scale.domain()
  const [left = 0, right = 0] = scale.range()
  const far = 84
  const even = evenSteps(fromMs - originMs, toMs - originMs, Math.max(1, Math.floor((right - left) / far)))
  const powers = powersWithin(fromMs - originMs, toMs - originMs)
  const sinceOrigin = isEven(scale, fromMs, toMs) ? even : spread(powers, ms => scale(ms + originMs), far)
  const chosen = spread(sinceOrigin.length < 3 ? even : sinceOrigin, ms => scale(ms + originMs), far * 0.9)
  const stepMs = Math.min(...chosen.slice(1).map((ms, at) => ms - (chosen[at] ?? 0)), toMs - fromMs)
  return chosen.map(ms => ({ ms: ms + originMs, label: ms === 0 ? origin : axisWords(ms, stepMs) }))
}

/** `+2,455.930 ms`: an instant as exactly as it was measured. */
export function exact(ms: number): string {
  return `${signOf(ms, 3)}${thousandths.format(Math.abs(ms))} ms`
}

/** How long after the origin of a timeline something came. */
export function sinceOrigin({ originMs, originFromMs }: Origin, ms: number): number {
  return sinceMs({ atMs: originFromMs, byMs: originMs }, ms)
}

/** What a timeline counts from. */
export type Origin = Pick<TimelineView, 'originMs' | 'originFromMs'>

/** `+1.5 s`, `+23.5 ms`, `+10 min`, `+1:15:30`: with the digits that tell it from its neighbours. */
export function axisWords(ms: number, stepMs: number): string {
  const [sign, much] = [signOf(ms, digits(stepMs)), Math.abs(ms)]
  if (much >= 60_000 && much % 60_000 < 1e-6) return sign + given(Math.round(much))
  if (much >= 60_000) return `${sign}${clockWords(Math.floor(much / 1_000) * 1_000)}${fraction(much % 1_000, stepMs)}`
  if (much < 1_000 || stepMs < 1) return `${sign}${thousands(much, digits(stepMs))} ms`
  return `${sign}${thousands(much / 1_000, digits(stepMs / 1_000))} s`
}

/** What is no more than 0 with so many digits is none before it. */
function signOf(ms: number, digitsBehind: number): string {
  return Math.round(ms * 10 ** digitsBehind) < 0 ? '\u{2212}' : '+'
}

const thousandths = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 })

function thousands(figure: number, digitsBehind: number): string {
  return figure.toLocaleString('en', { minimumFractionDigits: digitsBehind, maximumFractionDigits: digitsBehind })
}

/** So many digits behind the point as tell steps apart. */
function digits(step: number): number {
  return Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)))
}

function fraction(ms: number, stepMs: number): string {
  const count = digits(stepMs / 1_000)
  return count === 0 ? '' : (ms / 1_000).toFixed(count).slice(1)
}

/** A scale whose 0 is at the origin, asked with times since the start. */
function asTime(inner: Continuous, originMs: number): TimeScale {
  const scale = (ms: number) => inner(ms - originMs)
  return Object.assign(scale, {
    invert: (place: number) => inner.invert(place) + originMs,
    domain: () => inner.domain().map(ms => ms + originMs),
    range: () => inner.range(),
    within: (fromMs: number, toMs: number) =>
      asTime(inner.copy().domain([fromMs - originMs, toMs - originMs]), originMs),
  })
}

type Continuous = ScaleLinear<number, number> | ScaleSymLog<number, number>

/** Whether equal times are about equally wide all over it. */
function isEven(scale: TimeScale, fromMs: number, toMs: number): boolean {
  const middle = (scale(fromMs) + scale(toMs)) / 2
  const half = scale((fromMs + toMs) / 2)
  return Math.abs(half - middle) < 0.12 * Math.abs(scale(toMs) - scale(fromMs))
}

function evenSteps(from: number, to: number, most: number): readonly number[] {
  const stepMs = stepsMs.find(step => (to - from) / step <= most) ?? (to - from) / most
  const first = Math.ceil(from / stepMs)
  return Array.from({ length: Math.max(0, Math.floor(to / stepMs) - first + 1) }, (_, at) =>
    round((first + at) * stepMs),
  )
}

/** Ten thousandths of a millisecond are the last that can be told. */
function round(ms: number): number {
  return Math.round(ms * 1e6) / 1e6
}

/** Those that are far enough from the one before, the origin always. */
function spread(times: readonly number[], place: (ms: number) => number, far: number): readonly number[] {
  const kept: number[] = []
  for (const ms of times.toSorted((a, b) => Math.abs(a) - Math.abs(b))) {
    if (kept.every(other => Math.abs(place(other) - place(ms)) >= far)) kept.push(ms)
  }
  return kept.toSorted((a, b) => a - b)
}

function powersWithin(from: number, to: number): readonly number[] {
  return powersMs.flatMap(ms => (ms === 0 ? [0] : [-ms, ms])).filter(ms => ms >= from && ms <= to)
}

const fine = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
const stepsMs: readonly number[] = [
  ...fine,
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800].map(seconds => seconds * 1_000),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map(hours => hours * 3_600_000),
]
const powersMs: readonly number[] = [
  ...[0, 1, 10, 100, 1_000, 10_000, 60_000, 600_000],
  ...[1, 6, 24, 72, 240, 2_400].map(hours => hours * 3_600_000),
]
