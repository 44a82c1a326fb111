// A misspelt option is an error that names the right one, never an option that does nothing.
import { didYouMean, HalfopenError } from '../kit/errors.ts'

/** Throws E_UNKNOWN_FIELD when `given` has a field that is not in `known`. */
export function refuseUnknown(what: string, given: object, known: readonly string[]): void {
  const stray = Object.keys(given).find(field => !known.includes(field))
  if (stray === undefined) return
  throw new HalfopenError('E_UNKNOWN_FIELD', `Cannot use the ${what}: unknown field, got "${stray}"`, {
    fix: `It has ${known.join(', ')}.${didYouMean(stray, known)}`.trim(),
  })
}
