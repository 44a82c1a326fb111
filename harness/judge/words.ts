// Durations as a person says them: the figure first, never more digits than are true.
import type { Ms } from '../model/units.ts'

/** `80 ms`, `1.95 s`, `14.0 s`, `15 min 38 s`, `2 h 11 min`, `3 days 4 h`. */
export function seconds(ms: Ms): string {
  const s = ms / 1000
  if (ms < 100) return `${Math.round(ms)} ms`
  if (s < 9.995) return `${s.toFixed(2).replace(/0$/, '')} s`
  if (s < 99.95) return `${s.toFixed(1)} s`
  const whole = Math.round(s)
  if (whole < 3_600) return pair(whole, 60, 'min', 1, 's')
  if (whole < 86_400) return pair(whole, 3_600, 'h', 60, 'min')
  return pair(whole, 86_400, whole < 172_800 ? 'day' : 'days', 3_600, 'h')
}

function pair(whole: number, bigUnit: number, big: string, smallUnit: number, small: string): string {
  const rest = Math.floor((whole % bigUnit) / smallUnit)
  return `${Math.floor(whole / bigUnit)} ${big}${rest > 0 ? ` ${rest} ${small}` : ''}`
}
