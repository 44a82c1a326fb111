// The report as Markdown, for the summary of a job: how it ended, what did not pass with all that decides, a line a folder, what became slower.

import { seconds } from '../harness/kit/format-time.ts'
import { sum } from '../harness/kit/sum.ts'
import type { Report, Run, RunError } from '../harness/model/report.ts'
import { advice } from './advice.ts'
import { againWords } from './again.ts'
import { type Change, changesSince } from './against/changes.ts'
import { changeWords, countWords, startedWords } from './against/words.ts'
import { amiss } from './amiss.ts'
import { folderOf } from './anchor.ts'
import { because } from './because.ts'
import { escapeHtml } from './html/escape.ts'
import { code, literal } from './markdown/literal.ts'
import { headOf, tableOf } from './markdown/table.ts'
import { tookMs } from './phases.ts'
import {
  controlWords,
  decisive,
  demandWords,
  foretoldWords,
  noticedWords,
  past,
  statuses,
  summaryWords,
} from './phrases.ts'
import { plain } from './plain.ts'
import { marks } from './terminal/marks.ts'
import { placeOf } from './terminal/rows.ts'

/** Ends with a newline. Of very many that did not pass the first ones stand there, and how many others there are: a summary takes 1 MiB. */
export function renderMarkdown(report: Report, against?: Pick<Report, 'runs'>): string {
  const { runs, errors = [] } = report
  const wrong = runs.filter(isWrong)
  const open = controlWords({ runs })
  return `${[
    headOf(undefined, report, summaryWords(report)),
    ...(open === undefined ? [] : [`${literal(open)}: ${openOnes(runs)}`]),
    ...some(errors, errorWords),
    ...(wrong.length === 0 ? [] : [notPassed(wrong)]),
    ...some(wrong, details),
    ...beside(runs),
    ...(against ? [difference(changesSince(report, against), against)] : []),
    ...(runs.length === 0 ? [] : [folders(runs)]),
  ].join('\n\n')}\n`
}

const most = 50

function some<T>(all: readonly T[], words: (one: T) => string): readonly string[] {
  const others = all.length > most ? [`and ${all.length - most} others`] : []
  return [...all.slice(0, most).map(words), ...others]
}

/** What passed has no line of its own here. */
function openOnes(runs: readonly Run[]): string {
  return some(
    runs.filter(({ controlNotAsked }) => controlNotAsked),
    ({ scenario }) => code(scenario),
  ).join(', ')
}

function isWrong({ verdict }: Run): boolean {
  return verdict.status === 'fail' || verdict.status === 'inconclusive'
}

function errorWords({ where, at, message }: RunError): string {
  return `${marks.fail} ${code(where)}${at === undefined ? '' : ` at ${code(at)}`}: ${literal(message)}`
}

function notPassed(wrong: readonly Run[]): string {
  const rows = wrong.slice(0, most).map(run => {
    const found = decisive(run)
    const figures = [noticedWords(found), foretoldWords(found), demandWords(run), placeOf(run)]
    return [`${marks[run.verdict.status]} ${past[run.verdict.status]}`, code(run.scenario), ...figures.map(literal)]
  })
  return tableOf(['', 'scenario', 'noticed', 'predicted', 'bound', 'plane'], rows)
}

/** Behind a line that opens, which is HTML. */
function details(run: Run): string {
  const { verdict, claim, at, scenario } = run
  const said: readonly (readonly [string, string | undefined])[] = [
    ['claim', claim],
    ['where', at],
    ...(verdict.status === 'fail'
      ? ([
          ['expected', verdict.expected],
          ['actual', verdict.actual],
        ] as const)
      : []),
    ['reason', 'reason' in verdict ? verdict.reason : undefined],
    ['because', because(run)],
    ['try', advice(run)],
    ['again', againWords(run)],
    ...amiss(run),
  ]
  const lines = said.flatMap(([name, words]) => (words === undefined ? [] : [`- ${name}: ${literal(words)}`]))
  return `<details><summary>${marks[verdict.status]} <code>${escapeHtml(plain(scenario))}</code> (${escapeHtml(placeOf(run))})</summary>\n\n${lines.join('\n')}\n\n</details>`
}

/** What went wrong in those that passed. */
function beside(runs: readonly Run[]): readonly string[] {
  const all = runs.flatMap(run => (isWrong(run) ? [] : amiss(run).map(told => ({ run, told }))))
  const lines = some(
    all,
    ({ run: { scenario, verdict, ...on }, told: [name, words] }) =>
      `- ${marks[verdict.status]} ${code(scenario)} (${literal(placeOf(on))}): ${name}: ${literal(words)}`,
  )
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function difference(changes: readonly Change[], before: Pick<Report, 'runs'>): string {
  const started = startedWords(before)
  const head = `Against the report${started === undefined ? '' : ` of ${started}`}: ${countWords(changes)}`
  const told = changes.flatMap(change => {
    const run = change.now ?? change.before
    return run && change.kinds.length > 0 ? [{ run, change }] : []
  })
  const lines = some(
    told,
    ({ run, change }) =>
      `- ${code(run.scenario)} (${literal(placeOf(run))}): ${changeWords(change).map(literal).join('; ')}`,
  )
  return [literal(head), ...(lines.length === 0 ? [] : [lines.join('\n')])].join('\n\n')
}

function folders(runs: readonly Run[]): string {
  const groups = [...Map.groupBy(runs, ({ scenario }) => folderOf(scenario))].sort(([a], [b]) => a.localeCompare(b))
  const rows = groups.map(([folder, own]) => [
    folder === '' ? 'this folder' : code(folder),
    ...statuses.map(status => String(own.filter(({ verdict }) => verdict.status === status).length || '')),
    seconds(sum(own.map(run => (run.verdict.status === 'skip' ? 0 : tookMs(run))))),
  ])
  return tableOf(['scenarios of', ...statuses.map(status => past[status]), 'took'], rows)
}
