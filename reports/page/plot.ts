// A picture of settings by their slowest detection and what it costs, as strokes: points, the front of those that nobody beats, and names beside them. Pure.
import { scaleLinear, scaleLog, scaleSymlog } from 'd3-scale'
import { symbol, symbolCircle, symbolDiamond } from 'd3-shape'
import { given } from '../../harness/kit/format-time.ts'
import type { Point, Side } from '../compare/plots.ts'
import type { Measure } from './labels.ts'
import { type Box, placed } from './plot-labels.ts'
import { line, rect, type Stroke, words } from './stroke.ts'

/** What is drawn, and on how much room. */
export interface Plot {
  readonly points: readonly Point[]
  readonly side: Side
  readonly watchMs: number
  readonly withinMs?: number
  readonly width: number
  readonly measure: Measure
}

/** Points that would lie on each other are one mark. */
export interface Mark {
  readonly x: number
  readonly y: number
  readonly points: readonly Point[]
}

/** The picture, and its marks from left to right. */
export interface Drawn {
  readonly strokes: readonly Stroke[]
  readonly marks: readonly Mark[]
}

export const plotHeight = 320
const edge = { left: 58, right: 14, top: 26, bottom: 40 } as const
/** For what was not noticed within the watch. */
const neverWide = 96

/** All of it. */
export function drawPlot(plot: Plot): Drawn {
  const { points, width, measure, side } = plot
  const scales = scalesOf(plot)
  const front = frontOf(points).map((point): readonly [number, number] => [scales.x(point), scales.y(point.value)])
  const marks = marksOf(points, scales)
  const path = front.flatMap(([x, y], at) => (at === 0 ? [`M${x} ${y}`] : [`H${x}`, `V${y}`])).join('')
  const labels = placed(
    marks.map(mark => ({ ...mark, texts: textsOf(mark, measure), first: isFront(mark) })),
    { left: edge.left + 2, right: width - 2, top: 18, bottom: plotHeight - edge.bottom - 2 },
    [...segments(front), ...posts(plot, scales)],
    measure,
  )
  return {
    marks,
    strokes: [
      ...frame(plot, scales),
      ...(front.length > 1 ? [{ tag: 'path', look: 'front-line', at: { d: path } } as const] : []),
      ...labels.flatMap(({ x, y, text }) => words(text, x, y + 11, measure(text))),
      ...marks.map(mark => shapeOf(mark)),
      ...axisTitles(side, width, measure),
    ],
  }
}

interface Scales {
  x(point: Pick<Point, 'time'>): number
  y(value: number): number
  readonly xTicks: readonly (readonly [number, string])[]
  readonly yTicks: readonly (readonly [number, string])[]
  readonly neverX: number | undefined
}

function scalesOf({ points, side, width, withinMs }: Plot): Scales {
  const known = points.flatMap(({ time }) => ('ms' in time ? [Math.max(1, time.ms)] : []))
  const never = points.some(({ time }) => 'beyondMs' in time)
  const right = width - edge.right - (never ? neverWide : 8)
  const ends = [...known, ...(withinMs === undefined ? [] : [withinMs])]
  const [least, most] = ends.length > 0 ? [Math.min(...ends), Math.max(...ends)] : [1_000, 60_000]
  const scale = scaleLog()
    .domain([least * 0.7, most * 1.4])
    .range([edge.left + 12, right])
  const values = points.map(({ value }) => value)
  const top = Math.max(...values, side === 'alarms' ? 0.5 : 10)
  const [low, high] = [plotHeight - edge.bottom - 14, edge.top + 16]
  const upright = side === 'alarms' ? scaleLinear() : scaleSymlog().constant(1)
  upright.domain([0, top]).range([low, high])
  return {
    x: ({ time }) => round('ms' in time ? scale(Math.max(1, time.ms)) : width - edge.right - neverWide / 2),
    y: value => round(upright(value)),
    xTicks: spread(
      ticksMs.filter(ms => ms >= least * 0.7 && ms <= most * 1.4).map(ms => [round(scale(ms)), given(ms)]),
      74,
    ),
    yTicks: (side === 'alarms' ? upright.ticks(4) : decades.filter(value => value <= top)).map(value => [
      round(upright(value)),
      value.toLocaleString('en'),
    ]),
    neverX: never ? width - edge.right - neverWide : undefined,
  }
}

function frame({ width, withinMs, watchMs, measure }: Plot, { xTicks, yTicks, neverX, x }: Scales): readonly Stroke[] {
  const [top, bottom] = [edge.top, plotHeight - edge.bottom]
  const right = width - edge.right
  const text = `> ${given(watchMs)}`
  return [
    ...(neverX === undefined ? [] : [rect('never', neverX, top, right - neverX, bottom - top)]),
    ...xTicks.map(([at]) => line('grid', [at, top], [at, bottom])),
    ...yTicks.map(([at]) => line('grid', [edge.left, at], [right, at])),
    ...(withinMs === undefined
      ? []
      : [line('within', [x({ time: { ms: withinMs } }), top], [x({ time: { ms: withinMs } }), bottom])]),
    line('axis', [edge.left, bottom], [right, bottom]),
    line('axis', [edge.left, top], [edge.left, bottom]),
    ...xTicks
      .filter(([at, label]) => neverX === undefined || at + measure(label) / 2 < neverX)
      .map(([at, label]) => plain(label, at - measure(label) / 2, bottom + 16)),
    ...(neverX === undefined ? [] : [plain(text, (neverX + right - measure(text)) / 2, bottom + 16)]),
    ...yTicks.map(([at, label]) => plain(label, edge.left - 6 - measure(label), at + 4)),
  ]
}

function axisTitles(side: Side, width: number, measure: Measure): readonly Stroke[] {
  const below = 'slowest detection (T_D)'
  const above = side === 'alarms' ? 'false alarms per soak' : 'packets per hour'
  return [plain(above, 2, 14), plain(below, width - edge.right - measure(below), plotHeight - 6)]
}

function plain(text: string, x: number, y: number): Stroke {
  return { tag: 'text', look: 'soft', at: { x: round(Math.max(0, x)), y: round(y) }, words: text }
}

/** Those that nobody dominates, from the quickest on; of equal ones the first. */
function frontOf(points: readonly Point[]): readonly Point[] {
  return points.filter(({ dominatedBy }) => dominatedBy === undefined).toSorted((a, b) => lengthOf(a) - lengthOf(b))
}

function lengthOf({ time }: Point): number {
  return 'ms' in time ? time.ms : Number.POSITIVE_INFINITY
}

function marksOf(points: readonly Point[], { x, y }: Scales): readonly Mark[] {
  const marks: { x: number; y: number; points: Point[] }[] = []
  for (const point of points.toSorted((a, b) => lengthOf(a) - lengthOf(b) || a.value - b.value)) {
    const [atX, atY] = [x(point), y(point.value)]
    const same = marks.find(mark => Math.hypot(mark.x - atX, mark.y - atY) < 2 * radius)
    if (same) same.points.push(point)
    else marks.push({ x: atX, y: atY, points: [point] })
  }
  return marks
}

/** A diamond is on the front, a hollow circle is not. */
function shapeOf(mark: Mark): Stroke {
  const onFront = isFront(mark)
  return {
    tag: 'path',
    look: onFront ? 'front' : 'dominated',
    at: {
      d: symbol(onFront ? symbolDiamond : symbolCircle, onFront ? 120 : 95)() ?? '',
      transform: `translate(${mark.x} ${mark.y})`,
    },
  }
}

function isFront({ points }: Mark): boolean {
  return points.some(({ dominatedBy }) => dominatedBy === undefined)
}

/** What may stand beside a mark, the best first. */
function textsOf({ points }: Mark, measure: Measure): readonly string[] {
  const [first] = points
  if (!first) return []
  const numbers = points.map(({ number }) => number).join(', ')
  if (points.length === 1) {
    const whole = `${first.number} ${first.name}`
    return [whole, ...(whole.length > short ? [`${whole.slice(0, short)}\u{2026}`] : []), `${first.number}`]
  }
  return measure(numbers) < 110 ? [numbers] : [`${points.length} settings`]
}

/** What stands upright through the picture, as thin boxes. */
function posts({ withinMs }: Plot, { x, neverX }: Scales): readonly Box[] {
  const all = [
    ...(withinMs === undefined ? [] : [x({ time: { ms: withinMs } })]),
    ...(neverX === undefined ? [] : [neverX]),
  ]
  return all.map(at => ({ left: at - 1, right: at + 1, top: edge.top, bottom: plotHeight - edge.bottom }))
}

/** The front as thin boxes, which no label may touch. */
function segments(front: readonly (readonly [number, number])[]): readonly Box[] {
  return front.slice(1).flatMap(([x, y], at): readonly Box[] => {
    const [fromX, fromY] = front[at] ?? [x, y]
    return [
      { left: fromX, right: x, top: fromY - 1, bottom: fromY + 1 },
      { left: x - 1, right: x + 1, top: Math.min(fromY, y), bottom: Math.max(fromY, y) },
    ]
  })
}

function spread(all: readonly (readonly [number, string])[], far: number): readonly (readonly [number, string])[] {
  const kept: (readonly [number, string])[] = []
  for (const one of all) if (one[0] - (kept.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY) >= far) kept.push(one)
  return kept
}

function round(place: number): number {
  return Math.round(place * 10) / 10
}

export const radius = 6.5
/** Letters of a name where all of it finds no room. */
const short = 16
const decades: readonly number[] = [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]
const ticksMs: readonly number[] = [
  ...[1, 10, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800].map(s => s * 1_000),
  ...[1, 2, 4, 8, 24, 72, 240].map(h => h * 3_600_000),
]
