// A run in one line, as soon as it ends; details only where there is something to do.
import { stripVTControlCharacters } from 'node:util'
import { seconds } from '../harness/kit/format-time.ts'
import type { Verdict } from '../harness/model/bound.ts'
import { isClient } from '../harness/model/host.ts'
import type { BoundResult, Report, Run } from '../harness/model/report.ts'
import { troublesBeside } from '../harness/verdict/missed.ts'
import { advice } from './advice.ts'
import { anchorOf } from './anchor.ts'
import { because } from './because.ts'
import { foundWords } from './found.ts'
import { paint, type Style } from './look.ts'
import { lookupWords } from './lookups.ts'
import { phaseLines, phasesWords, tookMs } from './phases.ts'
import {
  controlWords,
  cutWords,
  decisive,
  demandWords,
  foretoldWords,
  noticedWords,
  outsideWords,
  sparedWords,
  summaryWords,
} from './phrases.ts'
import { remarks } from './remarks.ts'
import { changeWords, differenceWords, itselfWords } from './settings-words.ts'
import { staleAnswers } from './stale.ts'
import { beforeWords, surroundings } from './surroundings.ts'
import { sysctlWords } from './sysctl-words.ts'

/** The head of the table. */
export function renderHead({ colour }: Look): string {
  const words = ['plane', 'clock', 'scenario', 'noticed', 'predicted', 'bound', '']
  return `${paint({ colour }, 'dim', row(words))}\n`
}

/** A run: its line, and below it the stale answers and what a failure or a doubt needs. Ends with a newline. */
export function renderRun(run: Run, look: Look): string {
  const { verdict, plane, clock, scenario } = run
  const start = row([plane, clock, scenario])
  if (verdict.status === 'skip') {
    return `${start}${paint(look, 'dim', `skip       ${plain(verdict.reason)}`)}\n`
  }
  const result = decisive(run)
  const figures = cells([noticedWords(result), foretoldWords(result), demandWords(run)], 3)
  const status = paint(look, styles[verdict.status], words[verdict.status].padEnd(12))
  const notes = [
    ...stale(run),
    ...phases(run),
    ...unrepeatable(run),
    ...spared(run),
    ...remarked(run),
    ...uncontrolled(run),
    ...itself(result),
    ...outside(run),
    ...differing(run),
    ...changed(run),
    ...details(run, look),
  ]
  return [`${start}${figures}${status} ${seconds(tookMs(run))}`, ...notes, ''].join('\n')
}

/** What went wrong beside the scenarios: where, and what. */
export function renderErrors({ errors = [] }: Pick<Report, 'errors'>, look: Look): string {
  const lines = errors.flatMap(({ where, at, message }) => [
    ` ${paint(look, styles.fail, 'ERROR')} ${plain(where)}`,
    ...(at === undefined ? [] : [detail('where', at)]),
    detail('message', message),
  ])
  return lines.map(line => `${line}\n`).join('')
}

/** The last line, and in front of it what it leaves open. */
export function renderSummary(report: Counted, { colour }: Look): string {
  const failed = report.errors?.length || report.runs.some(({ verdict }) => verdict.status === 'fail')
  const worst = failed ? 'red' : 'bold'
  const open = controlWords(report)
  return `${open === undefined ? '' : ` ${open}\n`} ${paint({ colour }, worst, summaryWords(report))}\n`
}

/** A whole report: what `halfopen report` prints. */
export function renderTerminal(report: Counted, look: Look): string {
  const runs = report.runs.map(run => renderRun(run, look))
  return [renderHead(look), ...runs, renderErrors(report, look), renderSummary(report, look)].join('')
}

type Counted = Pick<Report, 'runs' | 'errors'>

/** How it is to look. `output`: the folder of report.html, for the line that leads there; reports/out where absent. */
export interface Look {
  colour: boolean
  output?: string
}

const widths = [10, 8, 50, 11, 17, 18]
const words = { pass: 'pass', fail: 'FAIL', inconclusive: 'inconclusive', skip: 'skip' } as const
const styles = { pass: 'green', fail: ['red', 'bold'], inconclusive: 'yellow', skip: 'dim' } as const satisfies Record<
  Verdict['status'],
  Style
>

function stale(run: Run): string[] {
  const found = staleAnswers(run)
  if (!found) return []
  const answers = `${found.answers.toLocaleString('en')} stale ${found.answers === 1 ? 'answer' : 'answers'} in ${seconds(found.forMs)}`
  const healed = run.steps.some(({ healedAtMs = Number.POSITIVE_INFINITY }) => healedAtMs <= run.endedAtMs)
  const alone = run.hosts.filter(isClient).length === 1
  const unaware = alone && !healed && decisive(run)?.outcome?.kind === 'silent' ? ': nothing told this client' : ''
  return [` ${' '.repeat(11)}${answers}${unaware}`]
}

/** A prediction that failed is never hidden, whatever the verdict. */
function outside(run: Run): string[] {
  const found = run.bounds.flatMap(result => outsideWords(result, run) ?? [])
  return found.map(words => ` ${' '.repeat(11)}outside its prediction: ${plain(words)}`)
}

/** A pass by which nobody was put to the test says so. */
function spared(run: Run): string[] {
  return sparedWords(run).map(why => ` ${' '.repeat(11)}nothing to notice: ${plain(why)}`)
}

/** What the verdict leaves open. */
function remarked(run: Run): string[] {
  return remarks(run).map(words => ` ${' '.repeat(11)}${plain(words)}`)
}

/** A pass that nothing was held against. */
function uncontrolled({ uncontrolled: why }: Run): string[] {
  return why === undefined ? [] : [` ${' '.repeat(11)}no control without its faults: ${plain(why)}`]
}

function itself(result: BoundResult | undefined): string[] {
  const words = result && itselfWords(result)
  return words === undefined ? [] : [` ${' '.repeat(11)}noticed ${words}`]
}

function differing(run: Run): string[] {
  return differenceWords(run).map(words => ` ${' '.repeat(11)}declared and seen differ: ${plain(words)}`)
}

function changed(run: Run): string[] {
  return changeWords(run).map(words => ` ${' '.repeat(11)}${plain(words)}`)
}

function phases(run: Run): string[] {
  const words = phasesWords(run)
  return words === undefined ? [] : [` ${' '.repeat(11)}${words}`]
}

function unrepeatable({ notRepeatable }: Run): string[] {
  return notRepeatable === undefined ? [] : [` ${' '.repeat(11)}not repeatable: ${plain(notRepeatable)}`]
}

function details(run: Run, { output = 'reports/out' }: Look): string[] {
  const { verdict } = run
  if (verdict.status === 'pass' || verdict.status === 'skip') return []
  const found =
    verdict.status === 'fail'
      ? ([
          ['expected', verdict.expected],
          ['actual', verdict.actual],
        ] as const)
      : ([['reason', verdict.reason]] as const)
  const next = advice(run)
  const why = because(run)
  const lines = [
    ...(run.at === undefined ? [] : [['where', run.at] as const]),
    ['claim', run.claim],
    ...found,
    ...(why === undefined ? [] : [['because', why] as const]),
    ...(next === undefined ? [] : [['try', next] as const]),
    ...phaseLines(run).map(words => ['phase', words] as const),
    ...surroundings(run),
    ...(run.before ?? []).map(step => ['before', beforeWords(step)] as const),
    ...lookupWords(run).map(words => ['asked', words] as const),
    ...run.steps.flatMap(({ found }) => foundWords(found) ?? []).map(words => ['found', words] as const),
    ...sysctlWords(run).map(words => ['sysctls', words] as const),
    ...run.cuts.map(cut => ['blind', cutWords(cut)] as const),
    ...troublesBeside(run).map(trouble => ['trouble', trouble] as const),
    ['look', `${output}/report.html#${anchorOf(run)}${run.pcap === undefined ? '' : `   wire: ${output}/${run.pcap}`}`],
  ] as const
  return lines.map(([name, text]) => detail(name, text))
}

function detail(name: string, text: string): string {
  return `   ${name.padEnd(9)} ${plain(text)}`
}

function row(texts: readonly string[]): string {
  return ` ${cells(texts, 0)}`
}

/** A cell that is too wide moves the rest of its line: nothing is cut off. */
function cells(texts: readonly string[], from: number): string {
  return texts.map((text, i) => `${plain(text).padEnd((widths[from + i] ?? 1) - 1)} `).join('')
}

/** What a program said must not steer the terminal. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ')
}
