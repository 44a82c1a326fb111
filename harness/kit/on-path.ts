// Whether a program is there to be started, and where it is not, whether it is missing or only may not be executed.
import { accessSync, constants, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** By its path, or by its name in one of the folders of PATH. */
export function isInstalled(program: string): boolean {
  return findProgram(program) !== undefined
}

/** Where it lies, as the system looks for it; undefined where it is nowhere, or may not be executed. */
export function findProgram(program: string): string | undefined {
  return placesOf(program, process.env.PATH).find(place => isFile(place) && mayExecute(place))
}

/**
 * What stands in the way of a user, oneself or another, in words to be put behind the program: it lies where he may not execute it, or a folder
 * in which it may lie is closed to him. Undefined where it is missing.
 */
export function forbidden(
  program: string,
  { user = oneself(), path = process.env.PATH }: Seeker = {},
): string | undefined {
  const places = placesOf(program, path)
  const there = places.find(isFile)
  if (there !== undefined) return `may not be executed by ${user}, got "${there}"`
  const closed = places.find(place => errorOf(() => statSync(place)) === 'EACCES')
  if (closed === undefined) return undefined
  return program.includes('/')
    ? `may not be executed by ${user}, who may not look into "${dirname(closed)}"`
    : `is not installed, or lies in "${dirname(closed)}", which is closed to ${user}`
}

/** Whether it is a folder that one may enter. */
export function mayEnter(folder: string): boolean {
  return errorOf(() => accessSync(folder, constants.X_OK)) === undefined
}

interface Seeker {
  readonly user?: string | undefined
  readonly path?: string | undefined
}

function oneself(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.()}` // who is in no /etc/passwd
  }
}

function placesOf(program: string, path = ''): readonly string[] {
  const folders = path.split(delimiter).filter(Boolean)
  return program.includes('/') ? [program] : folders.map(folder => join(folder, program))
}

/** Whether one may execute it; false where it is not there. */
export function mayExecute(place: string): boolean {
  return errorOf(() => accessSync(place, constants.X_OK)) === undefined
}

function isFile(place: string): boolean {
  try {
    return statSync(place).isFile()
  } catch {
    return false
  }
}

function errorOf(work: () => void): unknown {
  try {
    work()
    return undefined
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown
  }
}
