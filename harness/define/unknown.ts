// A misspelt option is an error that names the right one, never an option that does nothing.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'

/** Throws E_UNKNOWN_FIELD when `given` has a field that is not in `known`, or has none because it is no object. */
export function refuseUnknown(what: string, given: object, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null)
    throw new HalfopenError('E_UNKNOWN_FIELD', `Cannot use the ${what}: it is not an object, got "${shown(given)}"`, {
      fix: `Write { ${known[0]}: ... }`,
    })
  const stray = Object.keys(given).find(field => !known.includes(field))
  if (stray === undefined) return
  throw new HalfopenError('E_UNKNOWN_FIELD', `Cannot use the ${what}: unknown field, got "${stray}"`, {
    fix: `It has ${known.join(', ')}.${didYouMean(stray, known)}`.trim(),
  })
}
