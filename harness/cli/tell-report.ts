// A report as it is told: in one of the formats, by itself or against an earlier one, and the exit code of what is demanded of it.
import { changesSince, slowerThan } from '../../reports/against/changes.ts'
import { renderChanges } from '../../reports/against/terminal.ts'
import { annotationsOf, slowerAnnotations } from '../../reports/annotations.ts'
import { renderHtml } from '../../reports/html.ts'
import { renderJson } from '../../reports/json.ts'
import { renderJunit } from '../../reports/junit.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { parseReport } from '../../reports/parse-report.ts'
import { renderTerminal, type TerminalLook } from '../../reports/terminal.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { terminalOf } from '../kit/terminal.ts'
import type { Report, RunError } from '../model/report.ts'
import { rejudge } from '../verdict/rejudge.ts'
import { annotate } from '../vitest/actions.ts'
import { demanded } from './demanded.ts'
import { ExitCode } from './exit-code.ts'
import { textOf } from './find-parts.ts'
import { passGate } from './slower-gate.ts'

const formats = {
  terminal: (report: Report, before: Report | undefined, asked: Asked) => {
    const look = terminalOf(process.stdout)
    const told = before ? renderChanges(changesSince(report, before), before, look) : ''
    return renderTerminal(report, { ...look, ...asked }) + told
  },
  html: renderHtml,
  markdown: renderMarkdown,
  junit: (report: Report) => renderJunit(report),
  json: (report: Report) => renderJson(report),
} as const satisfies Record<string, (report: Report, before: Report | undefined, asked: Asked) => string>

type Asked = Pick<TerminalLook, 'verbose' | 'output'>

/** How a report can be told. */
export type ReportFormat = keyof typeof formats

/** How a report is told, and what is demanded of it. */
export interface ToldReport extends Asked {
  readonly format: ReportFormat
  readonly strict: boolean
  readonly require: boolean
  /** The file of an earlier one. */
  readonly against: string | undefined
  readonly gate: number | undefined
  /** What was found wrong only here: what ran elsewhere was annotated there. */
  readonly found?: readonly RunError[]
}

/** Prints it; what is demanded of it is the exit code. */
export async function tellReport(judged: Report, how: ToldReport): Promise<number> {
  const { against, gate, found: errors = [] } = how
  const before = against === undefined ? undefined : await readReport(against)
  const changes = before && gate !== undefined ? changesSince(judged, before) : undefined
  const slower = slowerThan(changes ?? [], gate ?? 0)
  process.stdout.write(formats[how.format](judged, before, how))
  if (how.format === 'terminal')
    annotate(places => annotationsOf({ runs: [], errors }, places) + slowerAnnotations(slower, places))
  const codes = new Set([demanded(judged, how), ...(changes && gate !== undefined ? [passGate(changes, gate)] : [])])
  const { failed, inconclusive, nothingRan, passed } = ExitCode
  return [failed, inconclusive, nothingRan].find(code => codes.has(code)) ?? passed
}

/** As it was saved. Rejects with E_REPORT. */
export async function readSaved(file: string): Promise<Report> {
  return parseReport(await textOf(file), file)
}

/** By the rules of today. */
export function judgedAgain(report: Report): Report {
  return { ...report, runs: report.runs.map(rejudge) }
}

/** Judged again. Rejects with E_REPORT. */
export async function readReport(file: string): Promise<Report> {
  return judgedAgain(await readSaved(file))
}

/** Throws E_USAGE. */
export function parseFormat(name: string): ReportFormat {
  const known = Object.keys(formats)
  if (isFormat(name)) return name
  throw new HalfopenError('E_USAGE', `Cannot use --format: there is none of that name, got "${name}"`, {
    fix: `Use ${known.join(', ')}.${didYouMean(name, known)}`,
  })
}

function isFormat(name: string): name is ReportFormat {
  return Object.hasOwn(formats, name)
}
