// What stands behind a fault's name, read and written: nothing, a length of time, a share; and for how long it is in force.
import { type Duration, lengthOf, readDuration } from '../define/duration.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { formatDuration } from '../model/format-duration.ts'
import type { Ms } from '../model/units.ts'
import type { Spelling } from './kind.ts'

/** For how long a fault is in force, as a field of it; absent: for good. Throws E_DURATION. */
export function lasting(kind: string, length: Duration | undefined): { readonly forMs?: Ms } {
  return length === undefined ? {} : { forMs: lengthOf(`\`for\` of the fault ${kind}`, length) }
}

/** In words. */
export const aLength = 'a length of time'

/** A name that says it all. */
export function bare<F>(name: string, make: () => NoInfer<F>): Spelling<F> {
  return {
    name,
    takes: 'no value',
    read: value => (value === undefined ? make() : undefined),
    write: () => undefined,
  }
}

/** A name with a length of time, such as `blip=5s`. */
export function timed<F>(
  name: string,
  example: string,
  make: (ms: Ms) => NoInfer<F>,
  msOf: (fault: F) => Ms | undefined,
): Spelling<F> {
  return {
    name,
    takes: aLength,
    example,
    read: value => {
      const ms = readLength(value ?? '')
      return ms === undefined ? undefined : make(ms)
    },
    write: fault => {
      const ms = msOf(fault)
      return ms === undefined ? undefined : formatDuration(ms)
    },
  }
}

/** A name with a percentage, such as `loss=2%`. */
export function shared<F>(
  name: string,
  example: string,
  make: (percent: number) => NoInfer<F>,
  percentOf: (fault: F) => number | undefined,
): Spelling<F> {
  return {
    name,
    takes: 'a percentage above 0 and below 100',
    example: `${example}%`,
    read: value => {
      const percent = Number(/^(\d+(?:\.\d+)?)%$/.exec(value ?? '')?.[1] ?? Number.NaN)
      return percent >= leastPercent && percent < 100 ? make(percent) : undefined
    },
    write: fault => {
      const percent = percentOf(fault)
      return percent === undefined ? undefined : `${percent}%`
    },
  }
}

/** Less than that no kernel loses: it counts in parts of 2^32. And it would be written with an exponent. */
const leastPercent = 1e-6

/** Whole milliseconds; undefined for what is no length of time, too short, or too long to be counted in them. */
export function readLength(text: string, leastMs: Ms = 1): Ms | undefined {
  const ms = readDuration(text) ?? Number.NaN
  return Number.isSafeInteger(ms) && ms >= leastMs ? ms : undefined
}

/** A part of a hundred, or all of it. Throws E_SHARE for anything else. */
export function asShare(kind: string, percent: unknown): number {
  if (typeof percent === 'number' && percent > 0 && percent <= 100) return percent
  throw new HalfopenError(
    'E_SHARE',
    `Cannot use the fault ${kind}: percent is no part of a hundred, got "${shown(percent)}"`,
    {
      fix: `Write ${kind}({ percent: 10, ... })`,
    },
  )
}
