// Values that options of several commands take, checked: a count, a length of time, a clock.
import { parseClock } from '../define/clock.ts'
import { readDuration } from '../define/duration.ts'
import type { ClockName, Ms } from '../model/units.ts'
import { refused } from './arguments.ts'

/** A whole number from 1. Throws E_USAGE. */
export function parseCount(name: string, text: string, most: number): number {
  if (/^[1-9]\d*$/.test(text) && Number(text) <= most) return Number(text)
  throw refused(`--${name} is a whole number from 1 to ${most}, got "${text}"`, `Write --${name} 8`)
}

/** A length of time that is not nothing. Throws E_USAGE. */
export function parseLength(name: string, text: string, such = '3h'): Ms {
  const ms = readDuration(text) ?? 0
  if (ms > 0 && ms <= longestMs) return ms
  throw refused(`--${name} is a length of time up to 20 days, got "${text}"`, `Write --${name} ${such}`)
}

/** A round trip of a network. Throws E_USAGE. */
export function parseTrip(text: string): Ms {
  const ms = readDuration(text) ?? 0
  if (ms > 0 && ms <= longestTripMs) return ms
  throw refused(`--rtt is a round trip up to a minute, got "${text}"`, 'Write --rtt 50ms')
}

/** A part of a whole, such as `20%` or `0.2`, as a number. Throws E_USAGE. */
export function parsePart(name: string, text: string): number {
  const [, figure, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? []
  const whole = percent === '%' ? 100 : 1
  const part = Number(figure) / whole
  if (figure !== undefined && part <= whole) return part
  throw refused(`--${name} is a part, such as 20% or 0.2, got "${text}"`, `Write --${name} 20%`)
}

/** How a table is told. */
export type TableFormat = 'table' | 'json' | 'markdown'

/** Throws E_USAGE where two are asked for. */
export function formatOf({ json, markdown }: { readonly json: boolean; readonly markdown: boolean }): TableFormat {
  if (json && markdown) throw refused('--json and --markdown are two formats', 'Use one of them')
  return json ? 'json' : markdown ? 'markdown' : 'table'
}

/** Not both. Throws E_USAGE, E_CLOCK. */
export function parseOneClock(text: string): ClockName {
  const clock = parseClock(text)
  if (clock !== 'both') return clock
  throw refused('measurements are by one clock, got "both"', 'Use --clock virtual or --clock real')
}

/** From farther away nobody waits. */
const longestTripMs = 60_000
/** Timers count to 2^31 ms. */
const longestMs = 20 * 86_400_000
