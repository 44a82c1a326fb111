// Where a server lies: not everybody has all of it on the PATH.
import { findProgram } from '../../kit/on-path.ts'

/** The first that is there, of names on the PATH and of paths; the first of all where none is. */
export function placeOf(first: string, ...others: readonly string[]): string {
  return [first, ...others].map(findProgram).find(found => found !== undefined) ?? first
}
