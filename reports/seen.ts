// What each program, each kernel and the wire saw of a run between two instants, a line each in the order of time: for whoever follows it as it goes.
import { signed } from '../harness/kit/format-time.ts'
import { isLoss, type Observation } from '../harness/model/observation.ts'
import type { Packet } from '../harness/model/packet.ts'
import type { Run } from '../harness/model/report.ts'
import { isFault, type StepRecord, sinceMs } from '../harness/model/step.ts'
import type { Ms } from '../harness/model/units.ts'
import { usualEnds } from '../harness/verdict/usual-ends.ts'
import { foundWords } from './found.ts'
import { grid, type Row } from './grid.ts'
import { actionWords } from './html/facts.ts'
import type { Look, Style } from './look.ts'

/** What was seen later than so long after the first step, but what was told of `before` already. Without a step all times count from the beginning. */
export function seenLines(run: Run, { laterThanMs, before }: Since, look: Look): readonly string[] {
  const known = new Set(before ? toldOf(before).map(keyOf) : [])
  const told = toldOf(run).filter(one => one.atMs > laterThanMs && !known.has(keyOf(one)))
  const rows = [...thinned(told).map(asRow), ...wire(run, laterThanMs)]
  return grid([{ gap: 2 }, { gap: 2 }, {}], rows, look).flat()
}

/** Times count from the first step. */
interface Since {
  readonly laterThanMs: Ms
  readonly before?: Run | undefined
}

/** All that is told of a run, in the order of time. */
function toldOf(run: Run): readonly Told[] {
  const [first = start] = run.steps
  const isUsual = usualEnds(run)
  const all: readonly Told[] = [
    ...run.steps.flatMap(stepTold),
    ...run.lines.map(({ atMs, host, text }) => ({ atMs, who: `${host} says`, what: text })),
    ...run.observations.filter(one => tells(one) && !isUsual(one)).map(noticed),
  ]
  return all
    .filter(({ atMs }) => atMs <= run.endedAtMs)
    .map(one => ({ ...one, atMs: sinceMs(first, one.atMs) }))
    .toSorted((a, b) => a.atMs - b.atMs)
}

const start = { atMs: 0, byMs: 0 }

function keyOf({ atMs, who, what }: Told): string {
  return `${Math.round(atMs)} ${who} ${what}`
}

interface Told {
  readonly atMs: Ms
  readonly who: string
  readonly what: string
  readonly style?: Style | undefined
  /** So many more of the same. */
  readonly more?: number
}

/** When it came into force and what shows that it did, and when it was healed: a healing is told by what is over then. */
function stepTold({ does, byMs, healedAtMs, evidence, found }: StepRecord): readonly Told[] {
  if (does.kind === 'heal') return []
  const words = actionWords(does)
  const states = foundWords(found)
  return [
    isFault(does) ? { atMs: byMs, who: 'fault', what: words, style: 'red' } : { atMs: byMs, who: 'step', what: words },
    ...(states === undefined ? [] : [{ atMs: byMs, who: 'found', what: states }]),
    ...(evidence ? [{ atMs: byMs, who: 'evidence', what: evidence.text }] : []),
    ...(healedAtMs === undefined ? [] : [{ atMs: healedAtMs, who: 'over', what: words, style: 'green' } as const]),
  ]
}

/** A program's own words are there as it said them; what they mean is told where that is a loss or a return. */
function tells(one: Observation): boolean {
  return isLoss(one) || one.kind === 'recovered' || one.kind === 'stale-answer'
}

function noticed(one: Observation): Told {
  const { atMs, by, kind, code, detail } = one
  const style = isLoss(one) ? 'red' : kind === 'recovered' ? 'green' : 'yellow'
  return { atMs, who: by, what: `${kind}${code === undefined ? '' : ` ${code}`}: ${detail}`, style }
}

/** What the same one says again and again is told a few times: who says other things in between is another matter. */
function thinned(told: readonly Told[]): readonly Told[] {
  const kept: Told[] = []
  for (const [, group] of Map.groupBy(told, ({ who }) => who)) {
    const isLong = group.length > mostOfOne
    const shown = isLong ? [...group.slice(0, firstOfOne), ...group.slice(-lastOfOne)] : group
    kept.push(
      ...shown.map((one, i) => (isLong && i === firstOfOne ? { ...one, more: group.length - shown.length } : one)),
    )
  }
  return kept.toSorted((a, b) => a.atMs - b.atMs)
}

const mostOfOne = 8
const firstOfOne = 3
const lastOfOne = 3

function asRow({ atMs, who, what, style, more }: Told): Row {
  const missing = more === undefined ? '' : `(${more} more before) `
  return { cells: [signed(atMs), who, `${missing}${what}`], styles: ['dim', style, undefined] }
}

/** What came to the router on each way, by what it was for, and what of it was not passed on. */
function wire(run: Run, laterThanMs: Ms): readonly Row[] {
  const { packets = [], endedAtMs } = run
  const fromMs = (run.steps[0] ?? start).byMs + laterThanMs
  const ways = Map.groupBy(
    packets.filter(({ atMs }) => atMs > fromMs && atMs <= endedAtMs),
    ({ from, to }) => `${from} > ${to}`,
  )
  return [...ways].map(([way, of]) => ({
    cells: ['', 'wire', `${way}: ${countsOf(of)}`],
    styles: ['dim', undefined, undefined],
  }))
}

function countsOf(packets: readonly Packet[]): string {
  const kinds = [...Map.groupBy(packets, ({ kind }) => kind)].map(([kind, of]) => `${of.length} ${kind}`)
  const lost = packets.filter(({ passedAtMs }) => passedAtMs === undefined).length
  return `${kinds.join(', ')}${lost === 0 ? '' : `; ${lost} of ${packets.length} did not get through`}`
}
