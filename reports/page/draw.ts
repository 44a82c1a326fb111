// A timeline as strokes, for what is seen of it at the moment. Pure.
import type { LimitView, StepView, TimelineView } from '../html/view.ts'
import { drawLane } from './draw-lane.ts'
import { beside, inside, type Label, type Measure } from './labels.ts'
import type { Layout, Placed } from './layout.ts'
import type { Picture } from './picture.ts'
import { type TimeScale, ticksOf } from './scales.ts'
import { line, rect, type Stroke, words } from './stroke.ts'

/** From behind to before. */
export function draw(picture: Picture, scale: TimeScale): readonly Stroke[] {
  const { view, layout } = picture
  const { rows, lanesFrom, lanesTo } = layout
  const width = scale.range()[1] ?? 0
  const ticks = ticksOf(scale, view.originMs, view.origin)
  return [
    ...ground(view, layout, scale, width),
    ...ticks.map(({ ms }) => line('grid', [scale(ms), lanesFrom], [scale(ms), lanesTo])),
    ...rows.flatMap(row => (row.kind === 'lane' ? [line('ground', [0, row.y], [width, row.y])] : [])),
    ...rows.flatMap(row => aboveLanes(row, view, scale, width, picture.measure)),
    ...guides(view, layout, scale, width),
    ...rows.flatMap(row => (row.kind === 'lane' ? drawLane(row, row.at, picture, scale) : [])),
    ...axis(ticks, lanesTo, scale, width, picture.measure),
  ]
}

/** Faults as bands, and where nobody looks any more. */
function ground(
  view: TimelineView,
  { lanesFrom, lanesTo }: Layout,
  scale: TimeScale,
  width: number,
): readonly Stroke[] {
  const band = (look: string, fromMs: number, toMs: number, [top, bottom]: readonly [number, number]) => {
    const [from, to] = [Math.max(0, scale(fromMs)), Math.min(width, scale(toMs))]
    return to <= 0 || from >= width ? [] : [rect(look, from, top, Math.max(1.5, to - from), bottom - top)]
  }
  const faults = view.steps.filter(({ isFault }) => isFault)
  return [
    ...faults.flatMap(({ fromMs, healedMs = view.endedAtMs }) => band('fault', fromMs, healedMs, [lanesFrom, lanesTo])),
    ...band('blind', view.endedAtMs, view.toMs, [0, lanesTo]),
  ]
}

function aboveLanes(
  row: Placed,
  view: TimelineView,
  scale: TimeScale,
  width: number,
  measure: Measure,
): readonly Stroke[] {
  switch (row.kind) {
    case 'step':
      return drawStep(row.step, row.y, view, scale, width, measure)
    case 'limit':
      return drawLimit(row.limit, row.y, scale, width, measure)
    case 'predicted':
      return drawPredicted(row.limit, row.y, scale, width, measure)
    default:
      return []
  }
}

function drawStep(
  step: StepView,
  y: number,
  { endedAtMs }: TimelineView,
  scale: TimeScale,
  width: number,
  measure: Measure,
): readonly Stroke[] {
  if (!step.isFault) {
    const x = scale(step.byMs)
    const moment = x < 0 || x > width ? [] : [line('moment', [x, y + 1], [x, y + 22])]
    return [...moment, ...written(beside(x, x, step.label, width, measure), y + 16, measure)]
  }
  const [from, to] = [scale(step.fromMs), scale(step.healedMs ?? endedAtMs)]
  const [left, right] = [Math.max(-6, from), Math.min(width + 6, to)]
  if (right <= 0 || left >= width) return []
  const heal = step.healedMs !== undefined && to <= width ? [line('heal', [to, y + 1], [to, y + 22])] : []
  const held = inside(Math.max(0, left), Math.min(width, right), step.label, measure)
  const whole = held?.words === step.label ? held : (beside(left, right, step.label, width, measure) ?? held)
  const text: readonly Stroke[] = whole
    ? [{ tag: 'text', look: '', at: { x: Math.round(whole.x), y: y + 16 }, words: whole.words }]
    : []
  return [rect('fault-head', left, y + 2, Math.max(2, right - left), 19, 3), ...heal, ...text]
}

/** A bar from where it counts to its limit, with a post at its end; its words beside it, or above it where it fills the picture. */
function drawLimit(
  { label, status, fromMs, toMs }: LimitView,
  y: number,
  scale: TimeScale,
  width: number,
  measure: Measure,
): readonly Stroke[] {
  const [from, to] = [scale(fromMs), scale(toMs)]
  const [left, right] = [Math.max(0, from), Math.min(width, to)]
  if (right < 0 || left > width) return []
  const bar = line(`bound ${status}-bound`, [left, y + 20], [right, y + 20])
  const post = to > width ? [] : [line(`bound ${status}-bound`, [to, y + 13], [to, y + 27])]
  const place = inside(left, Math.max(right, Math.min(width, left + measure(label) + 12)), label, measure)
  return [bar, ...post, ...written(place && { ...place, x: place.x - 4 }, y + 12, measure)]
}

/** The window, or an arrow where it lies beyond the run. */
function drawPredicted(
  { fromMs, predicted }: LimitView,
  y: number,
  scale: TimeScale,
  width: number,
  measure: Measure,
): readonly Stroke[] {
  if (!predicted) return []
  if (!predicted.window) {
    const from = Math.max(0, scale(fromMs))
    return written(beside(from, from, predicted.label, width, measure), y + 16, measure, 'soft')
  }
  const [from, to] = predicted.window.map(scale) as [number, number]
  if (from >= width) {
    const text = `${predicted.label} \u{2192}`
    return written({ x: width - measure(text) - 6, words: text }, y + 16, measure, 'soft')
  }
  const [left, right] = [Math.max(-6, from), Math.min(width + 6, to)]
  const window = right < 0 ? [] : [rect('window', left, y + 5, Math.max(2, right - left), 14)]
  return [
    ...window,
    ...written(beside(left, Math.max(left + 2, right), predicted.label, width, measure), y + 16, measure),
  ]
}

/** Limits and what was noticed, through all lanes. */
function guides(
  { limits }: TimelineView,
  { lanesFrom, lanesTo }: Layout,
  scale: TimeScale,
  width: number,
): readonly Stroke[] {
  const through = (look: string, ms: number) => {
    const x = scale(ms)
    return x < 0 || x > width ? [] : [line(look, [x, lanesFrom], [x, lanesTo])]
  }
  return limits.flatMap(({ toMs, noticedMs }) => [
    ...through('limit', toMs),
    ...(noticedMs === undefined ? [] : through('noticed', noticedMs)),
  ])
}

function axis(
  ticks: ReturnType<typeof ticksOf>,
  y: number,
  scale: TimeScale,
  width: number,
  measure: Measure,
): readonly Stroke[] {
  const marks = ticks.flatMap(({ ms, label }): readonly Stroke[] => {
    const [x, wide] = [scale(ms), measure(label)]
    const left = Math.min(Math.max(0, x - wide / 2), width - wide - 2)
    return [
      line('tick', [x, y], [x, y + 5]),
      { tag: 'text', look: 'soft', at: { x: Math.round(left), y: y + 18 }, words: label },
    ]
  })
  return [line('axis', [0, y], [width, y]), ...marks]
}

function written(label: Label | undefined, y: number, measure: Measure, look = ''): readonly Stroke[] {
  return label ? words(label.words, label.x, y, measure(label.words), look) : []
}
