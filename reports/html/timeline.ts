// One run as a picture: the fault as a band, bound and prediction above the lanes of what each host and the wire showed.
import { seconds } from '../../harness/kit/format-time.ts'
import type { BoundResult, Run } from '../../harness/model/report.ts'
import { isFault } from '../../harness/model/step.ts'
import type { Ms } from '../../harness/model/units.ts'
import { decisive, demandedWords, foretoldWords, noticedWords, predictedWords } from '../phrases.ts'
import { escapeHtml } from './escape.ts'
import { actionWords } from './facts.ts'
import { laneOf, lanesOf } from './lanes.ts'
import { type Scale, timeScale } from './scale.ts'
import { drawAxis, drawLane, drawLimit, drawPrediction, drawStep, drawUnwatched, type Row } from './strokes.ts'

/** The timeline as HTML. Runs without a step have none: there is nothing to count from. */
export function timeline(run: Run): string {
  const faults = run.steps.filter(({ does }) => isFault(does))
  const first = faults[0] ?? run.steps[0]
  if (!first) return ''
  const scale = scaleOf(run, first.byMs)
  const faultsMs = faults.map(({ byMs }) => byMs)
  const rows = placed([
    ...run.steps.map(step => drawStep(step, run.endedAtMs, scale)),
    ...run.bounds.map(result => drawLimit(result, run, span(result, run), scale)),
    ...predictions(run).map(result => drawPrediction(result, originOf(result, run), scale)),
    ...lanesOf(run).map(name => drawLane(name, laneOf(name, run.observations, scale), faultsMs)),
    drawAxis(scale),
  ])
  const { height } = rows
  const labels = rows.list.map(({ label, y }) => `<span style="top:${y}px">${escapeHtml(label)}</span>`).join('')
  const body = rows.list.map(({ svg, y }) => `<g transform="translate(0 ${y})">${svg}</g>`).join('')
  const behind =
    drawUnwatched(scale.percent(run.endedAtMs), height) + bandsBehind(run, scale, height) + guides(run, scale, height)
  return `<div class="timeline"><div class="rows" style="height:${height}px${roomFor(rows.list)}"><div class="labels" aria-hidden="true">${labels}</div>
<svg width="100%" height="${height}" role="img" aria-label="${escapeHtml(story(run))}">${behind}${body}</svg></div></div>`
}

/** More room for labels where a host has a long name: a pair's fit as they are. */
function roomFor(rows: readonly Row[]): string {
  const longest = Math.max(...rows.map(({ label }) => label.length))
  return longest > 10 ? `;padding-left:${longest * 7 + 8}px` : ''
}

function scaleOf(run: Run, faultMs: Ms): Scale {
  const limits = run.bounds.map(result => span(result, run).toMs)
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

/** From where a bound counts to where it ends, on the run's clock. */
function span(result: BoundResult, run: Run): { fromMs: Ms; toMs: Ms } {
  const { bound } = result
  const fromMs = originOf(result, run)
  return { fromMs, toMs: fromMs + (bound.expect === 'silence' ? bound.forMs : bound.withinMs) }
}

function originOf({ bound }: BoundResult, { steps }: Run): Ms {
  const step = steps.find(({ id }) => id === bound.since) ?? steps[0]
  const byMs = step?.byMs ?? 0
  return bound.expect === 'recovery' ? (step?.healedAtMs ?? byMs) : byMs
}

/** Several bounds of one step often have the same prediction: it is drawn once. */
function predictions({ bounds }: Run): BoundResult[] {
  const told = bounds.filter(result => predictedWords(result) !== '')
  return told.filter((result, i) => told.findIndex(other => same(other, result)) === i)
}

function same(a: BoundResult, b: BoundResult): boolean {
  return predictedWords(a) === predictedWords(b) && a.bound.since === b.bound.since
}

function placed(rows: readonly Row[]): { list: readonly (Row & { y: number })[]; height: number } {
  let height = 0
  const list = rows.map(row => {
    const y = height
    height += row.height
    return { ...row, y }
  })
  return { list, height }
}

function bandsBehind({ steps, endedAtMs }: Run, scale: Scale, height: number): string {
  const faults = steps.filter(({ does }) => isFault(does))
  const bands = faults.map(({ atMs, healedAtMs = endedAtMs }) => {
    const [from, to] = [scale.percent(atMs), scale.percent(Math.min(healedAtMs, endedAtMs))]
    return `<rect class="fault" x="${from}%" width="${Math.max(0.3, to - from).toFixed(2)}%" y="0" height="${height - 24}"/>`
  })
  return bands.join('')
}

/** Two lines through the whole picture: the limit that decided, and the moment that something was noticed. */
function guides(run: Run, scale: Scale, height: number): string {
  const result = decisive(run)
  if (!result) return ''
  const { outcome } = result
  const line = (kind: string, atMs: Ms) => {
    const x = scale.percent(atMs)
    return `<line class="${kind}" x1="${x}%" x2="${x}%" y1="26" y2="${height - 24}"/>`
  }
  const noticed = outcome && 'by' in outcome ? line('noticed', outcome.by.atMs) : ''
  return line('limit', span(result, run).toMs) + noticed
}

/** The picture in words, for those who do not see it. */
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
