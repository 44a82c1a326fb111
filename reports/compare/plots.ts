// The points of a comparison's two pictures: each setting's slowest detection beside its false alarms and its traffic, and who is dominated there.
// Pure, and the page's script uses it too.
import { seconds } from '../../harness/kit/format-time.ts'
import type { Figure } from '../../harness/model/comparison.ts'
import type { Ms } from '../../harness/model/units.ts'

/** All of it, as data. */
export interface PlotsView {
  readonly watchMs: Ms
  readonly withinMs?: Ms
  /** The faults that take the peer away from somebody. */
  readonly faults: readonly string[]
  readonly settings: readonly SettingView[]
}

/** A setting: its slowest time by fault. */
export interface SettingView {
  readonly name: string
  /** `survives`: it was kept alive, and nothing was lost. */
  readonly times: readonly (Figure | 'survives' | 'unknown')[]
  readonly alarms?: { readonly mistakes: number; readonly soaks: number }
  readonly packetsPerHour?: number
}

/** What stands upright in a picture. */
export const sides = ['alarms', 'traffic'] as const
export type Side = (typeof sides)[number]

/** A setting in a picture. `number`: its row in the table, from 1. */
export interface Point {
  readonly number: number
  readonly name: string
  readonly time: Figure
  readonly value: number
  readonly mistaken: boolean
  /** The number of one that is nowhere worse here, and better in one of both. */
  readonly dominatedBy?: number
}

/** Whatever can be drawn, and what cannot, in words. */
export interface Points {
  readonly points: readonly Point[]
  readonly left: readonly string[]
}

/** The points of one picture: under that fault, or the slowest of all. */
export function pointsOf({ settings, faults }: PlotsView, side: Side, fault?: number): Points {
  const left: string[] = []
  const made = settings.flatMap((setting, at): Point[] => {
    const { name, times, alarms } = setting
    const number = at + 1
    const time = fault === undefined ? slowest(times) : times[fault]
    const value = uprightOf(setting, side)
    const missing = whyNot(time, value, side)
    if (missing !== undefined) left.push(`${number} ${name}: ${missing}`)
    if (time === undefined || time === 'unknown' || time === 'survives' || value === undefined) return []
    return [{ number, name, time, value, mistaken: (alarms?.mistakes ?? 0) > 0 }]
  })
  return { points: faults.length === 0 ? [] : made.map(point => withDominator(point, made)), left }
}

/** Who is on the front, who is dominated by whom, and who is not drawn. */
export function frontLines({ points, left }: Points, side: Side): readonly string[] {
  const front = points.flatMap(({ number, name, dominatedBy }) =>
    dominatedBy === undefined ? [`${number} ${name}`] : [],
  )
  const behind = points.flatMap(({ number, name, dominatedBy }) =>
    dominatedBy === undefined ? [] : [`${number}${points.length > named ? '' : ` ${name}`} by ${dominatedBy}`],
  )
  const few = side === 'alarms' ? 'few false alarms' : 'little traffic'
  return [
    ...(front.length > 0 ? [`On the front: ${front.join('; ')}. No other is as quick with as ${few}.`] : []),
    ...(behind.length > 0
      ? [`Dominated: ${behind.join('; ')}. That one is as quick with as ${few}, and better in one of both.`]
      : []),
    ...(left.length > 0 ? [`Not drawn: ${left.join('; ')}.`] : []),
  ]
}

/** `24,412.000 ms`: as exactly as it was measured; `not within 3 h`. */
export function exactTime(time: Figure): string {
  return 'ms' in time ? `${exactly.format(time.ms)} ms` : `not within ${seconds(time.beyondMs)}`
}

/** Of more settings the number is enough: the table has their names. */
const named = 12

const exactly = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 })

/** Of those that lost their peer; in doubt where one of them is. */
function slowest(times: SettingView['times']): SettingView['times'][number] | undefined {
  if (times.some(time => time === 'unknown')) return 'unknown'
  const figures = times.filter(time => typeof time === 'object')
  return figures.length === 0 ? times[0] : figures.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
}

function uprightOf({ alarms, packetsPerHour }: SettingView, side: Side): number | undefined {
  if (side === 'traffic') return packetsPerHour
  return alarms && alarms.mistakes / alarms.soaks
}

function whyNot(time: SettingView['times'][number] | undefined, value: number | undefined, side: Side) {
  if (time === 'survives') return 'nothing was lost'
  if (time === undefined || time === 'unknown') return 'its time is in doubt'
  if (value !== undefined) return undefined
  return side === 'alarms' ? 'not measured while its peer lived' : 'its traffic was not counted'
}

function withDominator(point: Point, all: readonly Point[]): Point {
  const [time, value] = costs(point)
  const better = all.find(other => {
    const [otherTime, otherValue] = costs(other)
    return otherTime <= time && otherValue <= value && (otherTime < time || otherValue < value)
  })
  return better ? { ...point, dominatedBy: better.number } : point
}

function costs({ time, value }: Point): readonly [number, number] {
  return [lengthOf(time), value]
}

/** What was not noticed is beyond each that was. */
function lengthOf(time: Figure): number {
  return 'ms' in time ? time.ms : Number.POSITIVE_INFINITY
}
