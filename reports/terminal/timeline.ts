// A run as a small picture in text: its faults, what was demanded and predicted, and what each host and the wire showed, on one scale of time.
import { signed } from '../../harness/kit/format-time.ts'
import { isLoss } from '../../harness/model/observation.ts'
import type { BoundResult, Run } from '../../harness/model/report.ts'
import { isFault, type StepRecord, sinceMs } from '../../harness/model/step.ts'
import { originOf, spanOf } from '../bound-span.ts'
import { sentence } from '../grid.ts'
import { actionWords } from '../html/facts.ts'
import type { Look, Style } from '../look.ts'
import { decisive, demandedWords, foretoldWords, predictedWords } from '../phrases.ts'
import { plain } from '../plain.ts'
import { clipped, padded, width } from '../wrap.ts'
import { type Lane, laneOf, lanesOf } from './lanes.ts'
import { scaleOf } from './run-scale.ts'
import type { Scale } from './scale.ts'
import { Strip } from './strip.ts'

/** Its lines, with the names of the lanes before them. A run without a step has none: there is nothing to count from. */
export function timeline(run: Run, look: Look, indent = 5): readonly string[] {
  const first = run.steps.find(({ does }) => isFault(does)) ?? run.steps[0]
  if (!first) return []
  const scale = scaleOf(run, first.byMs)
  const lanes = lanesOf(run).map(({ name, seen }) => ({ name, lane: laneOf(seen, scale) }))
  const most = new Set(lanes.toSorted((a, b) => telling(b.lane) - telling(a.lane)).slice(0, mostLanes))
  const shown = lanes.filter(one => most.has(one))
  const labelWidth = Math.min(widestLabel, Math.max(usualLabel, ...shown.map(({ name }) => width(plain(name)))))
  const columns = Math.min(look.columns, widest) - indent - labelWidth - 1
  const result = decisive(run)
  const rows: readonly Row[] = [
    { label: 'time', draw: strip => drawTime(strip, scale) },
    ...run.steps
      .slice(0, mostSteps)
      .map(step => ({ label: isFault(step.does) ? 'fault' : 'step', draw: drawnStep(step, run, scale) })),
    ...(result ? [{ label: 'bound', draw: drawnBound(result, run, scale) }] : []),
    ...(result && predictedWords(result) !== ''
      ? [{ label: 'predicted', draw: drawnPrediction(result, run, scale) }]
      : []),
    ...shown.map(({ name, lane }) => ({ label: plain(name), draw: drawnLane(lane, first) })),
  ]
  const words = legend(
    shown.map(({ lane }) => lane),
    lanes.length - shown.length,
  )
  return [
    ...rows.map(({ label, draw }) => {
      const strip = new Strip(columns)
      draw(strip)
      return `${' '.repeat(indent)}${padded(clipped(label, labelWidth), labelWidth)} ${strip.text(look)}`.trimEnd()
    }),
    ...(words === '' ? [] : [sentence(words, look, { indent: indent + labelWidth + 1, style: 'dim' })]),
  ]
}

interface Row {
  readonly label: string
  readonly draw: (strip: Strip) => void
}

const usualLabel = 9
const widestLabel = 20
const mostLanes = 6
const mostSteps = 6
/** A longer line is no longer a picture. */
const widest = 120

/** Who lost something is shown before who was only there. */
function telling({ events, stale, traffic }: Lane): number {
  return events.length > 0 ? 3 : stale.length > 0 ? 2 : traffic.length > 0 ? 1 : 0
}

function drawTime(strip: Strip, { ticks }: Scale): void {
  for (const { percent, label } of ticks) strip.write(strip.at(percent), `|${label}`, 'dim')
}

function drawnStep({ does, atMs, byMs, healedAtMs }: StepRecord, { endedAtMs }: Run, scale: Scale): Row['draw'] {
  const words = plain(actionWords(does))
  return strip => {
    const from = strip.at(scale.percent(isFault(does) ? atMs : byMs))
    if (!isFault(does)) {
      strip.fill(from, from, '|')
      return strip.beside(from, from, [words])
    }
    const isHealed = healedAtMs !== undefined && healedAtMs <= endedAtMs
    const to = strip.at(scale.percent(isHealed ? healedAtMs : endedAtMs))
    strip.fill(from, to, signs.fault, 'red')
    strip.beside(from, to, [`${words}${isHealed ? ', over' : ''}`, words, does.kind], signs.fault)
  }
}

function drawnBound(result: BoundResult, run: Run, scale: Scale): Row['draw'] {
  const { fromMs, toMs } = spanOf(result, run)
  return strip => {
    const [from, to] = [strip.at(scale.percent(fromMs)), strip.at(scale.percent(toMs))]
    strip.fill(from, to, signs.line)
    strip.fill(from, from, signs.from)
    strip.fill(to, to, signs.to)
    strip.beside(from, to, [demandedWords(result, run)], signs.line)
  }
}

function drawnPrediction(result: BoundResult, run: Run, scale: Scale): Row['draw'] {
  const { predictedMs } = result
  const words = foretoldWords(result)
  const originMs = originOf(result, run)
  return strip => {
    if (predictedMs === undefined || predictedMs === 'never')
      return void strip.write(strip.at(scale.percent(originMs)), words)
    const [from, to] = [scale.percent(originMs + predictedMs[0]), scale.percent(originMs + predictedMs[1])]
    if (from >= 100) return void strip.write(strip.at(100) - width(words) - 1, `${words} >`)
    strip.fill(strip.at(from), strip.at(to), signs.window)
    strip.beside(strip.at(from), strip.at(to), [words])
  }
}

/** Traffic and stale answers as bands, losses and recoveries as signs, with the time since the fault beside them where there is room. */
function drawnLane({ traffic, stale, events }: Lane, origin: StepRecord): Row['draw'] {
  return strip => {
    for (const { from, to } of traffic) strip.fill(strip.at(from), strip.at(to), signs.traffic, 'dim')
    for (const { from, to } of stale) strip.fill(strip.at(from), strip.at(to), signs.stale, 'yellow')
    for (const { percent, observation } of events) {
      const [sign, style]: [string, Style] = isLoss(observation) ? [signs.lost, 'red'] : [signs.back, 'green']
      strip.fill(strip.at(percent), strip.at(percent), sign, style)
    }
    for (const { percent, observation } of events) {
      const { atMs, code, kind } = observation
      const after = signed(sinceMs(origin, atMs))
      strip.beside(strip.at(percent), strip.at(percent), [`${after} ${plain(code ?? kind)}`, after])
    }
  }
}

const signs = {
  fault: '█',
  from: '├',
  line: '─',
  to: '┤',
  window: '═',
  traffic: '·',
  stale: '▪',
  lost: '✗',
  back: '↺',
} as const

/** What the signs mean that there are, and how many lanes have no room. */
function legend(lanes: readonly Lane[], left: number): string {
  const events = lanes.flatMap(lane => lane.events.map(({ observation }) => observation))
  return [
    ...(lanes.some(({ traffic }) => traffic.length > 0) ? [`${signs.traffic} traffic`] : []),
    ...(lanes.some(({ stale }) => stale.length > 0) ? [`${signs.stale} stale answer`] : []),
    ...(events.some(isLoss) ? [`${signs.lost} lost`] : []),
    ...(events.some(one => !isLoss(one)) ? [`${signs.back} recovered`] : []),
    ...(left > 0 ? [`${left} more ${left === 1 ? 'lane' : 'lanes'} in the report`] : []),
  ].join('   ')
}
