// The time of day at which a guest begins, as somebody writes it, checked at the door.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'

/** The instant of a scenario in one spelling. Throws E_STARTS_AT for what is none, says no time zone, or lies where clocks of programs do not go. */
export function parseStartsAt(claim: string, written: string): string {
  return instantOf(written) ?? refuse(`"${claim}": startsAt`, written, 'startsAt: ')
}

/** The same of an option of the command line. */
export function parseInstant(option: string, written: string): string {
  return instantOf(written) ?? refuse(`the options: ${option}`, written, `${option} `)
}

function instantOf(written: string): string | undefined {
  const at = typeof written === 'string' && iso.test(written) ? new Date(written) : undefined
  const year = at?.getUTCFullYear() ?? Number.NaN
  return at && year >= 1971 && year <= 2199 ? at.toISOString() : undefined
}

function refuse(what: string, written: string, how: string): never {
  throw new HalfopenError('E_STARTS_AT', `Cannot use ${what} is no instant, got "${shown(written)}"`, {
    fix: `Write ${how}'2026-02-28T23:59:50Z', in a year from 1971 to 2199`,
  })
}

/** A date alone is its midnight, UTC, as in JavaScript. */
const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/
