// Where a server lies: not everybody has all of it on the PATH.
import { realpathSync } from 'node:fs'
import { findProgram } from '../../kit/on-path.ts'

/**
 * The first that is there, of names on the PATH and of paths; the first of all where none is. Behind symbolic links: some look beside themselves for
 * what they need.
 */
export function placeOf(first: string, ...others: readonly string[]): string {
  const found = [first, ...others].map(findProgram).find(place => place !== undefined)
  return found === undefined ? first : realpathSync(found)
}
