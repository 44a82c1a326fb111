// Durations as people write them, turned into milliseconds once, at the door.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Ms } from '../model/units.ts'

/** `'500ms'`, `'30s'`, `'2m'` or `'2min'`, `'3h'`, `'5d'`, or a number of milliseconds. */
export type Duration = Ms | `${number}${Unit}`

const units = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const
type Unit = keyof typeof units

/**
 * Milliseconds of a duration.
 * @example parseMs('2min') // 120000
 * @throws E_DURATION when it is anything else: with a blank, another unit or below 0
 */
export function parseMs(duration: Duration): Ms {
  return lengthOf('the duration', duration)
}

/** The same of what somebody wrote somewhere: `where` names it, such as "`for` of the fault slow". Throws E_DURATION. */
export function lengthOf(where: string, duration: Duration): Ms {
  return checked(
    where,
    typeof duration === 'number' ? duration : (readDuration(duration) ?? Number.NaN),
    duration,
    ', or a number of milliseconds',
  )
}

/** The same of an option of a command line. Throws E_DURATION. */
export function optionLength(option: `--${string}`, text: string): Ms {
  return checked(option, readDuration(text) ?? Number.NaN, text, '')
}

/** Milliseconds of a text; undefined where it is no duration. Plain JavaScript hands over anything: a list of one text is none. */
export function readDuration(text: string): Ms | undefined {
  if (typeof text !== 'string') return undefined
  const match = /^(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|min|m|h|d)$/.exec(text)
  const { amount, unit } = match?.groups ?? {}
  // 1.001 s are 1,001 ms, and not a few parts of 10^15 less.
  return unit && isUnit(unit) ? Number((Number(amount) * units[unit]).toPrecision(15)) : undefined
}

function checked(where: string, ms: Ms, duration: Ms | string, or: string): Ms {
  if (Number.isFinite(ms) && ms >= 0) return ms
  throw new HalfopenError('E_DURATION', `Cannot read ${where}: it is not a length of time, got "${shown(duration)}"`, {
    fix: `Write 500ms, 30s, 2min, 3h or 5d, without a blank${or}`,
  })
}

function isUnit(unit: string): unit is Unit {
  return Object.hasOwn(units, unit)
}
