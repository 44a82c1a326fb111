// The options of `halfopen audit`, checked.
import { parseArgs } from 'node:util'
import { type Duration, parseMs } from '../define/duration.ts'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import type { Ms } from '../model/units.ts'

/** Throws E_USAGE, E_DURATION. */
export function parseAuditArguments(args: readonly string[]): AuditArguments {
  const { values, positionals } = parsed(args)
  const [stray] = positionals
  if (stray !== undefined) throw refused(`what is not an option, got "${stray}"`)
  const [first, ...more] = (values.pid ?? []).map(parsePid)
  if (first === undefined) throw refused('no process is named, got ""')
  const { tree = false, json = false, within } = values
  return {
    pids: [first, ...more],
    tree,
    json,
    withinMs: within === undefined ? undefined : parseMs(within as Duration),
  }
}

/** What is audited, and how it is told. */
export interface AuditArguments {
  readonly pids: readonly [number, ...number[]]
  /** All descendants of the processes as well. */
  readonly tree: boolean
  readonly json: boolean
  readonly withinMs: Ms | undefined
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        pid: { type: 'string', multiple: true },
        tree: { type: 'boolean' },
        json: { type: 'boolean' },
        within: { type: 'string' },
      },
      allowPositionals: true,
    })
  } catch (cause) {
    throw refused(messageOf(cause), cause)
  }
}

function parsePid(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw refused(`that is no process id, got "${text}"`)
}

function refused(problem: string, cause?: unknown): HalfopenError {
  return new HalfopenError('E_USAGE', `Cannot read the options: ${problem}`, {
    fix: 'Write halfopen audit --pid 4242, with --tree, --within 60s or --json',
    ...(cause === undefined ? {} : { cause }),
  })
}
