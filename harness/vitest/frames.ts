// Where in an author's file something was written or failed: read from stacks, whose positions Vitest has mapped to the source already.
import type { RunnerTestFile } from 'vitest'

/** A file of an author, as Vitest knows it: `name` is relative to the root. */
type AuthorFile = Pick<RunnerTestFile, 'name' | 'filepath'>

/** The frames of whoever called `callee`. */
export function callersOf(callee: (...args: never[]) => unknown): string {
  const holder: { stack?: string } = {}
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 30
  Error.captureStackTrace(holder, callee)
  Error.stackTraceLimit = stackTraceLimit
  return framesOf(holder)
}

/** The frames of a stack, without its message. */
export function framesOf({ stack = '' }: { stack?: string | undefined }): string {
  return stack.slice(Math.max(0, stack.search(/^ {4}at /m)))
}

/** `file:line` of the first frame in the author's own file. */
export function placeIn(frames: string, { name, filepath }: AuthorFile): string | undefined {
  const [, line] = new RegExp(`${RegExp.escape(filepath)}:(\\d+):\\d+`).exec(frames) ?? []
  return line === undefined ? undefined : `${name}:${line}`
}

/** A place as the frame of a stack. */
export function frameAt(place: string | undefined, { name, filepath }: AuthorFile): string {
  return place?.startsWith(`${name}:`) ? `    at ${filepath}${place.slice(name.length)}:1` : ''
}
