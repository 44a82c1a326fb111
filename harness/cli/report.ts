// `halfopen report`: a saved report judged again and rendered, by itself or against an earlier one: the same records give the same verdicts.
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Change, changesSince, slowerThan } from '../../reports/against/changes.ts'
import { renderChanges, renderSlower } from '../../reports/against/terminal.ts'
import { renderHtml } from '../../reports/html.ts'
import { renderJson } from '../../reports/json.ts'
import { renderJunit } from '../../reports/junit.ts'
import { parseReport } from '../../reports/parse-report.ts'
import { renderTerminal, type TerminalLook } from '../../reports/terminal.ts'
import { didYouMean, HalfopenError, messageOf } from '../kit/errors.ts'
import { terminalOf } from '../kit/terminal.ts'
import type { Report } from '../model/report.ts'
import { rejudge } from '../verdict/rejudge.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode, exitCodeOf } from './exit-code.ts'
import { parsePart } from './option-values.ts'
import { optionsOf } from './options.ts'

const formats = {
  terminal: (report: Report, before: Report | undefined, asked: Asked) => {
    const look = terminalOf(process.stdout)
    const told = before ? renderChanges(changesSince(report, before), before, look) : ''
    return renderTerminal(report, { ...look, ...asked }) + told
  },
  html: renderHtml,
  junit: (report: Report) => renderJunit(report),
  json: (report: Report) => renderJson(report),
} as const satisfies Record<string, (report: Report, before: Report | undefined, asked: Asked) => string>

type Asked = Pick<TerminalLook, 'verbose' | 'output'>

/**
 * Prints the report in a format; its verdicts are the exit code, and 1 where a time has grown by more than `--fail-slower` since the report that it is
 * held against. Throws E_USAGE, E_REPORT.
 */
export async function report(args: readonly string[]): Promise<number> {
  const { options, flags, patterns } = parseOptions(args, optionsOf.report)
  const [file = 'reports/out/report.json', ...more] = patterns
  if (more.length > 0)
    throw new HalfopenError('E_USAGE', `Cannot render: one report at a time, got "${patterns.join(' ')}"`, {
      fix: 'Name the other one with --against',
    })
  const render = formats[parseFormat(options.format ?? 'terminal')]
  const gate = parseGate(options)
  const judged = await read(file)
  const before = options.against === undefined ? undefined : await read(options.against)
  process.stdout.write(render(judged, before, { verbose: flags.verbose, output: dirname(file) }))
  const codes = new Set([
    exitCodeOf(judged),
    ...(before && gate !== undefined ? [passGate(changesSince(judged, before), gate)] : []),
  ])
  const { failed, inconclusive, nothingRan, passed } = ExitCode
  return [failed, inconclusive, nothingRan].find(code => codes.has(code)) ?? passed
}

/** A build that goes by a gate must not pass because there was nothing to compare, as after a folder was renamed. */
function passGate(changes: readonly Change[], part: number): number {
  const slower = slowerThan(changes, part)
  const compared = changes.some(({ times = [] }) => times.length > 0)
  process.stderr.write(
    compared
      ? renderSlower(slower, part, terminalOf(process.stderr))
      : 'nothing could be compared: no time is in both reports\n',
  )
  if (slower.length > 0) return ExitCode.failed
  return compared ? ExitCode.passed : ExitCode.nothingRan
}

function parseGate(options: { readonly [name in 'against' | 'fail-slower']?: string }): number | undefined {
  const part = options['fail-slower']
  if (part === undefined) return undefined
  if (options.against !== undefined) return parsePart('fail-slower', part)
  throw new HalfopenError('E_USAGE', `Cannot use --fail-slower: nothing to hold the report against, got "${part}"`, {
    fix: 'Name an earlier report: --against before/report.json',
  })
}

function parseFormat(name: string): keyof typeof formats {
  const known = Object.keys(formats)
  if (isFormat(name)) return name
  throw new HalfopenError('E_USAGE', `Cannot use --format: there is none of that name, got "${name}"`, {
    fix: `Use ${known.join(', ')}.${didYouMean(name, known)}`,
  })
}

function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name)
}

async function read(file: string): Promise<Report> {
  const saved = parseReport(await textOf(file), file)
  return { ...saved, runs: saved.runs.map(rejudge) }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new HalfopenError('E_REPORT', `Cannot read report "${file}": ${messageOf(cause)}`, {
      fix: 'Run `npx halfopen run` first, or name the file that it wrote',
      cause,
    })
  }
}
