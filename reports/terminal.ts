// A report for a terminal: a table first, then what did not pass, told in full, and the summary last. As wide as the terminal, or as it is told.
import type { Report, Run } from '../harness/model/report.ts'
import { amiss } from './amiss.ts'
import { sentence } from './grid.ts'
import type { Look } from './look.ts'
import { controlWords, summaryWords } from './phrases.ts'
import { folders } from './terminal/folders.ts'
import { errorLines, inFull } from './terminal/in-full.ts'
import { outside } from './terminal/notes.ts'
import { rows } from './terminal/rows.ts'

/** All of it. Ends with a newline. */
export function renderTerminal(report: Pick<Report, 'runs' | 'errors' | 'part'>, look: TerminalLook): string {
  const { runs } = report
  const blocks = [
    ...(look.verbose ? [rows(runs, look)] : runs.length > screenful ? folded(runs, look) : unfolded(runs, look)),
    ...inconclusiveFirst(runs).map(run => inFull(run, look)),
    errorLines(report, look),
    summary(report, look),
  ]
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`
}

/** How it is to look. */
export interface TerminalLook extends Look {
  /** The folder of report.html, for the line that leads there; reports/out where absent. */
  readonly output?: string | undefined
  /** A line for each run, however many there are. */
  readonly verbose?: boolean | undefined
  /** Why nothing ran, where that is so and somebody knows. */
  readonly nothingRan?: string | undefined
}

/** Up to so many runs have a line each; of more there is one a folder. */
const screenful = 20

/** A scenario that ran on one plane has no line for another that cannot show it, or would only repeat it. */
function unfolded(runs: readonly Run[], look: Look): readonly (readonly string[])[] {
  const ran = new Set(runs.flatMap(({ scenario, verdict }) => (verdict.status === 'skip' ? [] : [scenario])))
  const isBeside = ({ scenario, verdict }: Run) => verdict.status === 'skip' && ran.has(scenario)
  const { beside = [], own = [] } = Object.groupBy(runs, run => (isBeside(run) ? 'beside' : 'own'))
  return [rows(own, look), skips(beside, look)]
}

/** Of what passed those are shown that missed a prediction or had a trouble, and why others were skipped is said once. */
function folded(runs: readonly Run[], look: Look): readonly (readonly string[])[] {
  const told = runs.filter(run => run.verdict.status === 'pass' && outside(run).length + amiss(run).length > 0)
  return [folders(runs, look), rows(told, look), skips(runs, look)]
}

function skips(runs: readonly Run[], look: Look): readonly string[] {
  const reasons = runs.flatMap(({ verdict }) => (verdict.status === 'skip' ? [verdict.reason] : []))
  return [...Map.groupBy(reasons, reason => reason)].map(([reason, { length }]) => {
    const start = `- ${length} skipped: `
    return sentence(`${start}${reason}`, look, { more: 1 + start.length, style: 'dim' })
  })
}

/** What stands last is seen first: failures are nearest to the summary. */
function inconclusiveFirst(runs: readonly Run[]): readonly Run[] {
  const of = (status: string) => runs.filter(({ verdict }) => verdict.status === status)
  return [...of('inconclusive'), ...of('fail')]
}

function summary(report: Pick<Report, 'runs' | 'errors' | 'part'>, look: TerminalLook): readonly string[] {
  const failed = report.errors?.length || report.runs.some(({ verdict }) => verdict.status === 'fail')
  const open = controlWords(report)
  return [
    ...(open === undefined ? [] : [sentence(`* ${open}`, look)]),
    sentence(summaryWords(report, look.nothingRan), look, { style: failed ? 'red' : 'bold' }),
  ]
}
