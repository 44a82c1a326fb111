// The options of `halfopen audit`, checked.
import { optionLength } from '../define/duration.ts'
import type { Ms } from '../model/units.ts'
import { parseOptions, refused } from './arguments.ts'
import { optionsOf } from './options.ts'

/** Throws E_USAGE, E_DURATION. */
export function parseAuditArguments(args: readonly string[]): AuditArguments {
  const { lists, flags, options, patterns } = parseOptions(args, optionsOf.audit)
  const [stray] = patterns
  if (stray !== undefined) throw refused(`that is no option, got "${stray}"`, `Write --pid ${stray}`)
  const [first, ...more] = lists.pid.map(parsePid)
  if (first === undefined) throw refused('no process is named, got ""', 'Write --pid 4242')
  const { within } = options
  return { pids: [first, ...more], ...flags, withinMs: within === undefined ? undefined : parseWithin(within) }
}

/** What is audited, and how it is told. */
export interface AuditArguments {
  readonly pids: readonly [number, ...number[]]
  /** Their descendants as well. */
  readonly tree: boolean
  readonly json: boolean
  readonly withinMs: Ms | undefined
}

function parsePid(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw refused(`that is no process id, got "${text}"`, 'Write --pid 4242; pgrep -a finds it by its name')
}

function parseWithin(text: string): Ms {
  if (/^\d/.test(text) && !/^\d+$/.test(text)) return optionLength('--within', text)
  throw refused(`--within is a length of time, got "${text}"`, 'Write --within 60s')
}
