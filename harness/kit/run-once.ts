// A command that runs once to its end, on the way to something: what it said, how it ended, and a limit. Programs under test are process.ts's.
import { after } from './clock.ts'
import { notStarted } from './not-started.ts'
import type { ProcessSpec } from './process.ts'
import { guard, release, runMark } from './reaper.ts'
import { startAs } from './users.ts'

/** Runs it to its end, or ends it and all of its group. Rejects only where what it runs as cannot be had: E_USER. */
export async function runOnce(spec: Once, { withinMs, signal, inside = work => work() }: Limits): Promise<Finished> {
  const { execa } = await import('execa') // a box whose programs need none of this starts without it
  const { file, args, env, ids } = startAs(spec.user, spec.file, spec.args)
  const { cwd, stdin } = spec
  signal.throwIfAborted()
  const child = inside(() =>
    execa(file, args, {
      env: { ...env, ...spec.env, ...runMark() },
      ...ids,
      ...(cwd === undefined ? {} : { cwd }),
      ...(typeof stdin === 'object' ? { input: stdin.text } : { stdin: stdin === 'open' ? 'pipe' : 'ignore' }),
      all: true,
      detached: true,
      reject: false,
    }),
  )
  const { pid } = child
  if (pid !== undefined) guard(pid)
  let late = false
  const end = () => endGroup(pid)
  using _limit = after(withinMs, () => {
    late = true
    end()
  })
  signal.addEventListener('abort', end)
  try {
    const { all = '', exitCode, signal: killer, cause } = await child
    const lines = all.split('\n').filter(line => line !== '')
    if (late && exitCode === undefined) return { ended: 'late', lines }
    if (exitCode === 0) return { ended: late ? heldOpen : 'well', lines }
    if (killer !== undefined) return { ended: `was ended by ${killer}`, lines }
    if (exitCode !== undefined) return { ended: `ended with exit code ${exitCode}`, lines }
    return { ended: `did not start: ${notStarted(spec, cause).why}`, lines }
  } finally {
    signal.removeEventListener('abort', end)
    if (pid !== undefined) release(pid)
  }
}

/** It ended well, and its output did not, as whatever it left running still has it. */
export const heldOpen = 'ended, and left something running that holds its output open'

/** What to run. */
export type Once = Pick<ProcessSpec, 'file' | 'args' | 'env' | 'cwd' | 'user' | 'stdin'>

/** `inside`: where it is started, such as a namespace. */
interface Limits {
  readonly withinMs: number
  readonly signal: AbortSignal
  readonly inside?: <T>(work: () => T) => T
}

/** How it ended, to be put behind "it". */
export interface Finished {
  readonly ended: string
  /** Both of its streams, as they came. */
  readonly lines: readonly string[]
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
