// What runs before a program starts, as its author writes it: commands, each with its own limit.
import { HalfopenError } from '../kit/errors.ts'
import type { Before } from '../model/subject.ts'
import { parseCommand, type StartOptions } from './command-line.ts'
import { type Duration, lengthOf } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/** A command, or one with a limit of its own. */
export type BeforeSpec = string | BeforeOptions

/** A command that runs to its end before the program starts. */
export interface BeforeOptions {
  run: string | readonly string[]
  /** @default '30s' */
  within?: Duration
  /** Runs the string by `/bin/sh -c`. @default the program's own */
  shell?: boolean
  /** The user that it runs as. @default the program's own */
  user?: string
}

/** The steps as data, as the program's user and in its environment. Throws E_COMMAND, E_DURATION, E_UNKNOWN_FIELD. */
export function parseBefore(
  steps: BeforeSpec | readonly BeforeSpec[],
  { env, cwd, user, shell }: StartOptions,
): readonly Before[] {
  const own = {
    ...(env ? { env } : {}),
    ...(cwd === undefined ? {} : { cwd }),
    ...(user === undefined ? {} : { user }),
  }
  return (isList(steps) ? steps : [steps]).map((step, at): Before => {
    const options = typeof step === 'string' ? { run: step } : step
    if (typeof options !== 'object' || options === null) throw refusal(String(step))
    refuseUnknown('`before`', options, ['run', 'within', 'shell', 'user'])
    const { run, within = '30s', ...start } = options
    if (typeof run !== 'string' && !isList(run)) throw refusal(String(run))
    const inShell = start.shell ?? (shell === true && typeof run === 'string')
    return {
      command: parseCommand(run, { ...own, ...start, shell: inShell }),
      withinMs: lengthOf(`\`within\` of before[${at}]`, within),
    }
  })
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value)
}

function refusal(got: string): HalfopenError {
  return new HalfopenError('E_COMMAND', `Cannot read \`before\`: a step is a command, got "${got}"`, {
    fix: "Write before: ['initdb -D {dir}/data', { run: 'createdb x', within: '10s' }]",
  })
}
