// The strokes of a timeline. Widths are in percent and text in pixels, so that a picture fits any window without scaling its words.
import { seconds } from '../../harness/kit/format-time.ts'
import { isLoss } from '../../harness/model/observation.ts'
import type { BoundResult } from '../../harness/model/report.ts'
import { isFault, type StepRecord } from '../../harness/model/step.ts'
import type { Ms } from '../../harness/model/units.ts'
import { demandedWords, foretoldWords, type System } from '../phrases.ts'
import { escapeHtml } from './escape.ts'
import { actionWords } from './facts.ts'
import type { Band, Event, Lane } from './lanes.ts'
import type { Scale } from './scale.ts'

/** One row of a timeline: its name at the left, its strokes, drawn from y = 0. */
export interface Row {
  label: string
  height: number
  svg: string
}

/** A fault, from the moment it may have been in force until it healed or the watch ended; of another step the moment at which it was done. */
export function drawStep({ does, atMs, byMs, healedAtMs }: StepRecord, endedAtMs: Ms, scale: Scale): Row {
  const from = scale.percent(atMs)
  if (!isFault(does)) {
    const at = scale.percent(byMs)
    const moment = `<line class="noticed" x1="${at}%" x2="${at}%" y1="3" y2="23"/>`
    return { label: 'step', height: 26, svg: moment + (beside(at, at, 17, actionWords(does)) ?? '') }
  }
  const healed = healedAtMs !== undefined && healedAtMs <= endedAtMs
  const to = scale.percent(healed ? healedAtMs : endedAtMs)
  const mend = healed ? `<line class="heal" x1="${to}%" x2="${to}%" y1="3" y2="23"/>` : ''
  const words = `${actionWords(does)}${healed ? ', healed' : ''}`
  return {
    label: 'fault',
    height: 26,
    svg: `<rect class="fault-head" x="${from}%" width="${wide(from, to)}%" y="3" height="20" rx="3"/>${mend}${text(from, 17, words, 'on-fault', 6)}`,
  }
}

/** What a bound demands: a bar from where it counts to its limit, with a post at the end. */
export function drawLimit(result: BoundResult, run: System, span: { fromMs: Ms; toMs: Ms }, scale: Scale): Row {
  const words = demandedWords(result, run)
  const [from, to] = [scale.percent(span.fromMs), scale.percent(span.toMs)]
  const post = `<line class="bound post" x1="${to}%" x2="${to}%" y1="11" y2="25"/>`
  const bar = `<line class="bound" x1="${from}%" x2="${to}%" y1="18" y2="18"/>${post}`
  const label = beside(from, to, 22, words) ?? text(from, 13, words, '', 4)
  return { label: 'bound', height: 28, svg: `<g class="${result.verdict.status}">${bar}</g>${label}` }
}

/** The window in which detection must fall, as a bracket. What lies beyond the picture is named, with an arrow. */
export function drawPrediction(result: BoundResult, originMs: Ms, scale: Scale): Row {
  const { predictedMs } = result
  const words = foretoldWords(result)
  const row = { label: 'predicted', height: 26 }
  if (predictedMs === undefined || predictedMs === 'never')
    return { ...row, svg: text(scale.percent(originMs), 17, words, '', 4) }
  const [from, to] = [scale.percent(originMs + predictedMs[0]), scale.percent(originMs + predictedMs[1])]
  if (from >= 100) return { ...row, svg: text(100, 17, `${words} \u{2192}`, 'end', -4) }
  const ends = [from, to].map(x => `<line class="window" x1="${x}%" x2="${x}%" y1="4" y2="22"/>`).join('')
  const window = `<rect class="window" x="${from}%" width="${wide(from, to)}%" y="6" height="14"/>${ends}`
  return { ...row, svg: window + (beside(from, to, 17, words) ?? text(from, 17, words, '', 6)) }
}

/** One lane: traffic in the middle, stale answers below it, losses and recoveries as signs with the time since the last fault. */
export function drawLane(name: string, { traffic, stale, events }: Lane, faultsMs: readonly Ms[]): Row {
  const height = 36
  const ground = `<line class="ground" x1="0" x2="100%" y1="${height / 2}" y2="${height / 2}"/>`
  const svg = [
    ground,
    ...traffic.map(band => bar('traffic', band, 13, 10)),
    ...stale.map(band => bar('stale', band, 25, 7)),
    ...events.map((event, i) => sign(event, events[i + 1], faultsMs)),
  ]
  return { label: name, height, svg: svg.join('') }
}

/** Time, counted from the fault. */
export function drawAxis({ ticks, logarithmic }: Scale): Row {
  const marks = ticks.map(
    ({ percent, label }) =>
      `<line class="tick" x1="${percent}%" x2="${percent}%" y1="0" y2="5"/>${text(percent, 18, label, percent > 92 ? 'end' : 'middle', 0)}`,
  )
  return {
    label: logarithmic ? 'time (log)' : 'time',
    height: 24,
    svg: `<line class="axis" x1="0" x2="100%" y1="0" y2="0"/>${marks.join('')}`,
  }
}

/** What lies behind the end of the watch: nobody looked. */
export function drawUnwatched(from: number, height: number): string {
  return from >= 99
    ? ''
    : `<rect class="unwatched" x="${from}%" width="${wide(from, 100)}%" y="0" height="${height - 24}"><title>not watched</title></rect>`
}

function bar(kind: string, { from, to, count }: Band, y: number, height: number): string {
  const words = `${count.toLocaleString('en')} x ${kind === 'stale' ? 'stale answer' : kind}`
  return `<rect class="${kind}" x="${from}%" width="${Math.max(0.25, to - from).toFixed(2)}%" y="${y}" height="${height}"><title>${words}</title></rect>`
}

/** The next sign may be too near for words beside this one: then they are in its tooltip only. */
function sign({ observation, percent, others }: Event, next: Event | undefined, faultsMs: readonly Ms[]): string {
  const { atMs, code, detail } = observation
  const lost = isLoss(observation)
  const faultMs = faultsMs.findLast(ms => ms <= atMs) ?? faultsMs[0] ?? 0
  const words = `${code ?? observation.kind} ${atMs < faultMs ? '-' : '+'}${seconds(Math.abs(atMs - faultMs))}`
  const title = `${words}: ${detail}${others > 0 ? `, and ${others} more` : ''}`
  const atEnd = percent > 72
  const room = atEnd || !next || next.percent - percent > 16
  const label = room ? text(percent, 12, words, atEnd ? 'end strong' : 'strong', atEnd ? -10 : 10) : ''
  return `<g class="${lost ? 'loss' : 'recovered'}"><use href="#${lost ? 'sign-loss' : 'sign-recovered'}" x="${percent}%" y="18"/><title>${escapeHtml(title)}</title></g>${label}`
}

/** Words after a stroke, or before it where there is no room after it; none where it fills the picture. */
function beside(from: number, to: number, y: number, words: string): string | undefined {
  if (to <= 72) return text(to, y, words, '', 6)
  return from >= 36 ? text(from, y, words, 'end', -6) : undefined
}

function text(percent: number, y: number, words: string, kind: string, dx: number): string {
  return `<text class="${kind}" x="${percent}%" y="${y}" dx="${dx}">${escapeHtml(words)}</text>`
}

function wide(from: number, to: number): string {
  return Math.max(0.3, to - from).toFixed(2)
}
