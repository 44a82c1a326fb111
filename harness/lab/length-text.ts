// A length of time as an author writes it, in the largest unit of which it is a whole number.
import { formatDuration } from '../model/format-duration.ts'
import type { Ms } from '../model/units.ts'

/** `2h`, `90s`, `1500ms`: parseMs() reads it again. */
export function lengthText(ms: Ms): string {
  const [unit] = units.filter(([, length]) => ms > 0 && ms % length === 0)
  return unit ? `${ms / unit[1]}${unit[0]}` : formatDuration(ms)
}

const units = [
  ['h', 3_600_000],
  ['min', 60_000],
] as const
