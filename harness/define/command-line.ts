// A command as its author writes it: split as a shell would split it, and nothing else that a shell does, but where one is asked for.
import { split } from 'shlex'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { textsOf } from '../model/placeholders.ts'
import type { Command } from '../model/subject.ts'
import { refuseMisspelt } from './misspelt.ts'
import { programIn, wordsQuietly } from './shell-line.ts'

/** How a command is started, as its author writes it. */
export interface StartOptions {
  /** Runs the string by `/bin/sh -c`: variables, pipes and all. @default false */
  shell?: boolean
  /** Added to the harness's own. @default {} */
  env?: Record<string, string>
  /** @default the harness's own */
  cwd?: string
  /** The user that it runs as, such as `'postgres'`. Where the harness may not become another user, it is oneself, and the record says so. @default oneself */
  user?: string
  /** What it reads: its end at once, nothing that ever comes, or a text and then its end. @default 'closed' */
  stdin?: 'closed' | 'open' | { text: string }
}

/** Names of these options. */
export const startOptions = ['shell', 'env', 'cwd', 'user', 'stdin']

/** The command as data. Throws E_COMMAND for one that only a shell could run, or that no program can be, and for a misspelt placeholder. */
export function parseCommand(line: string | readonly string[], options: StartOptions): Command {
  const { shell = false, env, cwd, user, stdin = 'closed' } = options
  const [file, ...args] = wordsOf(line, shell)
  if (!file) throw refusal('its command is empty', '')
  if (user !== undefined && !/^[\w.-]+$/.test(user)) throw refusal('its user is no name', user)
  const command: Command = {
    file,
    args,
    ...(env ? { env } : {}),
    ...(cwd === undefined ? {} : { cwd }),
    ...(user === undefined ? {} : { user }),
    ...stdinOf(stdin),
  }
  for (const text of shell ? wordsQuietly(args[1] ?? '') : textsOf(command)) refuseMisspelt(text)
  return command
}

/** What a program is called by default: its file, or the script that an interpreter is given, so that two of one kind can be told apart. */
export function nameOf({ file, args }: Command): string {
  const name = baseName(file)
  if (shells.has(name) && args[0] === '-c') return baseName(programIn(args[1] ?? '') ?? name)
  const script = interpreters.test(name) ? scriptIn(args) : undefined
  return script === undefined ? name : baseName(script)
}

function scriptIn(args: readonly string[]): string | undefined {
  const inline = args.some(word => /^(-[cepx]|--eval|--print)$/.test(word))
  return inline ? undefined : args.find(word => isFile(word) && /\.\w{1,4}$/.test(word) && !word.includes('{'))
}

const interpreters = /^(node|deno|bun|tsx|python[\d.]*|pypy3?|ruby|perl|php|java|bash|sh|dash)$/
const shells = new Set(['sh'])

function isFile(word: string): boolean {
  return !word.startsWith('-') && !/[\s=]/.test(word)
}

function wordsOf(line: string | readonly string[], shell: boolean): readonly string[] {
  if (shell) return typeof line === 'string' ? ['/bin/sh', '-c', line] : needsString(line)
  if (typeof line !== 'string') return line
  const words = splitAt(line)
  const [first = ''] = words
  if (/^[a-z_]\w*=/i.test(first))
    throw refusal('a variable before the program is for a shell', first, `Write env: ${example(first)}, or shell: true`)
  const operator = words.find(word => /^(\|\|?|&&?|;|\d?>>?|<)$/.test(word))
  if (operator !== undefined)
    throw refusal('no shell reads its command', operator, 'Set shell: true, or write its words as a list')
  return words
}

function needsString(line: readonly string[]): never {
  throw refusal('a shell reads a string', line.join(' '), 'Write the command as one string')
}

function splitAt(line: string): readonly string[] {
  try {
    return split(line)
  } catch {
    throw refusal('a quote or a \\ at its end has no other half', line, 'Close it, or write its words as a list')
  }
}

function example(assignment: string): string {
  const at = assignment.indexOf('=')
  return `{ ${assignment.slice(0, at)}: '${assignment.slice(at + 1)}' }`
}

function stdinOf(stdin: NonNullable<StartOptions['stdin']>): Pick<Command, 'stdin'> {
  if (stdin === 'closed') return {}
  if (stdin === 'open') return { stdin }
  if (typeof stdin === 'object' && typeof stdin?.text === 'string') return { stdin: { text: stdin.text } }
  throw refusal("stdin is 'closed', 'open' or { text }", shown(stdin))
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

function refusal(cause: string, got: string, fix?: string): HalfopenError {
  return new HalfopenError(
    'E_COMMAND',
    `Cannot start a program: ${cause}, got "${got}"`,
    fix === undefined ? {} : { fix },
  )
}
