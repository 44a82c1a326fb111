// Why a program could not be started, and what mends it: spawn tells no more than an errno, and blames the program for its folder.
import { messageOf } from './errors.ts'
import { forbidden, mayEnter } from './on-path.ts'
import { shortageOf } from './shortage.ts'

/** From what spawn threw. */
export function notStarted({ file, user, cwd, env }: Started, cause: unknown): NotStarted {
  if (cwd !== undefined && !mayEnter(cwd)) return { why: `its folder "${cwd}" cannot be entered`, fix: 'Is it there?' }
  const short = shortageOf(cause)
  if (short) return short
  const denied = cause instanceof Error && 'code' in cause && cause.code === 'EACCES'
  const why = denied ? forbidden(file, { user, path: env?.PATH ?? process.env.PATH }) : undefined
  if (why !== undefined)
    return { why: `it ${why}`, fix: 'Let him read and execute it, and enter every folder above it' }
  return { why: messageOf(cause), fix: 'Is it installed, and on PATH?' }
}

interface Started {
  readonly file: string
  readonly user?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

interface NotStarted {
  readonly why: string
  readonly fix: string
}
