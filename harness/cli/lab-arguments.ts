// The options of `halfopen lab`, checked: whose hosts are started, where, and where the steps come from.
import { readFile } from 'node:fs/promises'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import type { ClockName, PlaneName } from '../model/units.ts'
import { parsePlane } from '../planes/all.ts'
import type { HandedOn } from '../runtime/handed-on.ts'
import { parseOptions, refused } from './arguments.ts'
import { parseBeginning } from './beginning.ts'
import { parsePattern } from './init-arguments.ts'
import { parseOneClock } from './option-values.ts'
import { optionsOf } from './options.ts'

/** What was said on the command line. */
export interface LabArguments {
  /** The name of a scenario, or two commands. */
  readonly hosts: string | OwnPair
  readonly plane: PlaneName | undefined
  readonly clock: ClockName | undefined
  /** The lines of a script; undefined where they come from the keyboard, or a pipe. */
  readonly script: readonly string[] | undefined
  readonly beginning: HandedOn
  readonly output: string | undefined
}

/** Two commands, and by what they are known. */
export interface OwnPair {
  readonly server: string
  readonly client: string
  readonly ready: RegExp | undefined
  readonly connected: RegExp | undefined
  readonly lost: RegExp | undefined
}

/** Throws E_USAGE, E_PLANE, E_CLOCK, E_STARTS_AT, and E_SCRIPT for a script that cannot be read. */
export async function parseLabArguments(args: readonly string[]): Promise<LabArguments> {
  const { options, patterns } = parseOptions(args, optionsOf.lab)
  const { plane, clock, script, output } = options
  const [scenario, more] = patterns
  if (more !== undefined)
    throw refused(`it takes one scenario, got "${more}"`, 'Name one, or write --server "..." --client "..."')
  return {
    hosts: hostsOf(scenario, options),
    plane: plane === undefined ? undefined : parsePlane(plane),
    clock: clock === undefined ? undefined : parseOneClock(clock),
    script: script === undefined ? undefined : await linesOf(script),
    beginning: parseBeginning(options),
    output,
  }
}

/** Either of them, and all of it. */
function hostsOf(scenario: string | undefined, options: PairOptions): string | OwnPair {
  const { server, client } = options
  if (scenario !== undefined && server === undefined && client === undefined) return scenario
  if (scenario !== undefined || server === undefined || client === undefined)
    throw refused(
      server !== undefined || client !== undefined
        ? 'both programs have to be known, or a scenario'
        : 'it is not said whose hosts are to be started',
      'Write npx halfopen lab NAME of a scenario, or --server "node db.js --port {port}" --client "node web.js --db {host}:{port}"',
    )
  const pattern = (name: 'ready' | 'connected' | 'lost') => {
    const text = options[name]
    return text === undefined ? undefined : new RegExp(parsePattern(name, text).pattern)
  }
  return { server, client, ready: pattern('ready'), connected: pattern('connected'), lost: pattern('lost') }
}

type PairOptions = { readonly [name in keyof OwnPair]?: string }

async function linesOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new HalfopenError('E_SCRIPT', `Cannot read the script: ${messageOf(cause)}`, {
      fix: 'A line each: power-off server, skip 30s, show',
      cause,
    })
  })
  return text.split('\n')
}
