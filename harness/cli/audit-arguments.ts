// The options of `halfopen audit`, checked: the one command that takes an option several times.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Duration, parseMs } from '../define/duration.ts'
import { didYouMean, HalfopenError, messageOf } from '../kit/errors.ts'
import type { Ms } from '../model/units.ts'

/** Throws E_USAGE, E_DURATION. */
export function parseAuditArguments(args: readonly string[]): AuditArguments {
  const { values, positionals } = parsed(args)
  const [stray] = positionals
  if (stray !== undefined) throw refused(`that is no option, got "${stray}"`, `Write --pid ${stray}`)
  const [first, ...more] = (values.pid ?? []).map(parsePid)
  if (first === undefined) throw refused('no process is named, got ""', 'Write --pid 4242')
  const { tree = false, json = false, within } = values
  return { pids: [first, ...more], tree, json, withinMs: within === undefined ? undefined : parseWithin(within) }
}

/** What is audited, and how it is told. */
export interface AuditArguments {
  readonly pids: readonly [number, ...number[]]
  /** Their descendants as well. */
  readonly tree: boolean
  readonly json: boolean
  readonly withinMs: Ms | undefined
}

const options = {
  pid: { type: 'string', multiple: true },
  tree: { type: 'boolean' },
  json: { type: 'boolean' },
  within: { type: 'string' },
} as const satisfies ParseArgsConfig['options']

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    const names = Object.keys(options).map(name => `--${name}`)
    const stray = args.find(arg => arg.startsWith('-') && !names.includes(arg.replace(/=.*/, '')))
    const problem = stray === undefined ? messageOf(cause) : `unknown option, got "${stray}"`
    throw refused(problem, `It has ${names.join(', ')}.${didYouMean(stray ?? '', names)}`, cause)
  }
}

function parsePid(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw refused(`that is no process id, got "${text}"`, 'Write --pid 4242; pgrep -a finds it by its name')
}

function parseWithin(text: string): Ms {
  if (/^\d/.test(text) && !/^\d+$/.test(text)) return parseMs(text as Duration)
  throw refused(`--within is a length of time, got "${text}"`, 'Write --within 60s')
}

function refused(problem: string, fix: string, cause?: unknown): HalfopenError {
  return new HalfopenError('E_USAGE', `Cannot read the options: ${problem}`, { fix, cause })
}
