// Durations as a person says them: the figure first, never more digits than are true.
import type { Ms } from '../model/units.ts'

/** `80 ms`, `1.95 s`, `14.0 s`, `15 min 38 s`, `2 h 11 min`, `3 days 4 h`. */
export function seconds(ms: Ms): string {
  return partsOf(ms)
    .map(([figure, unit]) => `${figure} ${unit}`)
    .join(' ')
}

/** `+31.0 s`, `-2 ms`, `+0 ms`: an instant, counted from another. */
export function signed(ms: Ms): string {
  return `${Math.round(ms) < 0 ? '-' : '+'}${seconds(Math.abs(ms))}`
}

/** `25.1 - 30.7 s`, `90.9 s - 2 min 1 s`: one unit where both have the same, one figure where both are alike. */
export function secondsRange(lowMs: Ms, highMs: Ms): string {
  const [low, high] = [seconds(lowMs), seconds(highMs)]
  if (low === high) return low
  const [[figure, unit], ...lowMore] = partsOf(lowMs)
  const [[, highUnit], ...highMore] = partsOf(highMs)
  const alike = unit === highUnit && lowMore.length + highMore.length === 0
  return `${alike ? figure : low} - ${high}`
}

/** `350.00 s`: as it was measured, in words of evidence. */
export function hundredths(ms: Ms): string {
  return `${(ms / 1_000).toFixed(2)} s`
}

/** `10 s`, `2.5 s`, `300 ms`: a setting's number, in the unit in which it is set. */
export function inSeconds(ms: Ms): string {
  return ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`
}

type Part = readonly [figure: string | number, unit: string]

function partsOf(ms: Ms): readonly [Part, ...Part[]] {
  const s = ms / 1000
  if (ms < 100) return [[Math.round(ms), 'ms']]
  if (s < 9.995) return [[s.toFixed(2).replace(/0$/, ''), 's']]
  if (s < 99.95) return [[s.toFixed(1), 's']]
  const whole = Math.round(s)
  if (whole < 3_600) return pair(whole, 60, 'min', 1, 's')
  if (whole < 86_400) return pair(whole, 3_600, 'h', 60, 'min')
  return pair(whole, 86_400, whole < 172_800 ? 'day' : 'days', 3_600, 'h')
}

/** A duration that somebody wrote down: `500 ms`, `1.5 s`, `10 min`, `3 days`, with no digit more than was written. */
export function given(ms: Ms): string {
  const [unit, word] = units.find(([length]) => ms > 0 && ms % length === 0) ?? [1_000, 's']
  if (ms < 1_000) return `${ms} ms`
  if (unit === 1_000 && ms >= 100_000) return seconds(ms)
  const count = Number((ms / unit).toFixed(3))
  return `${count} ${word === 'days' && count === 1 ? 'day' : word}`
}

const units = [
  [86_400_000, 'days'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const

function pair(whole: number, bigUnit: number, big: string, smallUnit: number, small: string): [Part, ...Part[]] {
  const rest = Math.floor((whole % bigUnit) / smallUnit)
  return [[Math.floor(whole / bigUnit), big], ...(rest > 0 ? [[rest, small] as const] : [])]
}
