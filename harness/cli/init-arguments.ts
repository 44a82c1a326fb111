// The options of `halfopen init`, checked, and where its file goes.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { nameOf, parseCommand } from '../define/command-line.ts'
import { readDuration } from '../define/duration.ts'
import type { Chosen } from '../init/scenario-text.ts'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { parseOptions, refused } from './arguments.ts'
import { optionsOf } from './options.ts'
import { requireVitest } from './vitest-version.ts'

/** What was said on the command line. */
export interface InitArguments {
  readonly server: string | undefined
  readonly client: string | undefined
  readonly name: string | undefined
  readonly ready: Chosen | undefined
  readonly connected: Chosen | undefined
  readonly lost: Chosen | undefined
  readonly within: string
  /** Whether somebody is there who can be asked, and wants to be. */
  readonly asks: boolean
}

/** Throws E_USAGE. */
export function parseInitArguments(args: readonly string[]): InitArguments {
  const { options, flags, patterns } = parseOptions(args, optionsOf.init)
  const [stray] = patterns
  if (stray !== undefined) throw refused(`that is no option, got "${stray}"`, 'Write --server "..." --client "..."')
  const { server, client, name, within = '30s' } = options
  if (!(Number(readDuration(within)) > 0))
    throw refused(`--within is a length of time, got "${within}"`, 'Write --within 30s')
  if (name !== undefined && !/^[\w-][\w.-]*$/.test(name))
    throw refused(`--name is part of a file's, got "${name}"`, 'Write --name orders')
  const pattern = (of: 'ready' | 'connected' | 'lost') => {
    const text = options[of]
    return text === undefined ? undefined : parsePattern(of, text)
  }
  return {
    ...{ server, client, name, within },
    ...{ ready: pattern('ready'), connected: pattern('connected'), lost: pattern('lost') },
    asks: process.stdin.isTTY && process.stdout.isTTY && !flags.yes,
  }
}

/** A pattern as it is typed, with slashes around it or without. Throws E_USAGE. */
export function parsePattern(name: string, text: string): Chosen {
  const source = /^\/(.+)\/$/.exec(text)?.[1] ?? text
  try {
    // As a literal: what has a slash of its own is written with a backslash.
    return { pattern: new RegExp(source).source }
  } catch (cause) {
    throw refused(`${name} is no pattern: ${messageOf(cause)}`, `Write --${name} 'connection lost'`)
  }
}

/** What a first scenario is called. Throws E_EXISTS where it is there. */
export function placeOf({ name }: Pick<InitArguments, 'name'>, client: string) {
  const called =
    name ??
    nameOf(parseCommand(client, {}))
      .replace(/\.\w+$/, '')
      .replaceAll(/[^\w.-]+/g, '-')
  const file = join(process.cwd(), 'scenarios', `${called}.scenario.ts`)
  if (!existsSync(file)) return { name: called, file, folder: dirname(file) }
  throw new HalfopenError(
    'E_EXISTS',
    `Cannot write a scenario: there is one already, got "scenarios/${called}.scenario.ts"`,
    {
      fix: 'Choose another name with --name',
    },
  )
}

/** What the file will import has to be there before anybody waits for it. Throws E_NOT_INSTALLED, E_VITEST. */
export function requireInstalled(): void {
  try {
    createRequire(join(process.cwd(), 'package.json')).resolve('halfopen/package.json')
  } catch (cause) {
    throw new HalfopenError('E_NOT_INSTALLED', 'Cannot write a scenario: halfopen is not installed in this folder', {
      fix: 'npm install --save-dev halfopen vitest',
      cause,
    })
  }
  requireVitest()
}
