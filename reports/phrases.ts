// The words that every report has in common: what was demanded, what was noticed, what was predicted.
import { given, seconds } from '../harness/kit/format-time.ts'
import type { Asked, Bound, Verdict } from '../harness/model/bound.ts'
import type { ConnectionState } from '../harness/model/connection-state.ts'
import { isClient } from '../harness/model/host.ts'
import { appOf, isApp } from '../harness/model/observer.ts'
import type { Cut } from '../harness/model/record.ts'
import type { BoundResult, Report, Run } from '../harness/model/report.ts'
import { isFault } from '../harness/model/step.ts'
import type { Ms } from '../harness/model/units.ts'
import { emptyPartWords } from './empty-part.ts'

/** The bound that decided the verdict: the first one that has its status. */
export function decisive({ bounds, verdict }: Pick<Run, 'bounds' | 'verdict'>): BoundResult | undefined {
  return bounds.find(result => result.verdict.status === verdict.status) ?? bounds[0]
}

/** The decisive bound in words, and how many others there are: `within 30 s (+1)`. */
export function demandWords(run: Run): string {
  const result = decisive(run)
  const others = run.bounds.length - 1
  return result ? `${demandedWords(result, run)}${others > 0 ? ` (+${others})` : ''}` : ''
}

/** `within 30 s`, `not within 30 s` where the opposite was demanded. */
export function demandedWords({ bound, negated }: BoundResult, run: System): string {
  return `${negated ? 'not ' : ''}${boundWords(bound, run)}`
}

/**
 * `within 30 s`, `silent 10 min`, `back within 5 s`; with the observer in front where it is not the only client's own words, and behind it
 * what else is asked: `, each connection`, `, since step 0`.
 */
export function boundWords(bound: Bound, run: System): string {
  return [
    `${whoWords(bound, run)}${limitWords(bound)}`,
    ...(bound.every ? ['each connection'] : []),
    ...since(bound, run),
  ].join(', ')
}

/** What of a run decides how its bounds are said. */
export type System = Pick<Run, 'hosts' | 'steps'>

function limitWords(bound: Bound): string {
  switch (bound.expect) {
    case 'detection':
      return `within ${given(bound.withinMs)}${bound.notBeforeMs ? `, not before ${given(bound.notBeforeMs)}` : ''}`
    case 'silence':
      return `silent ${given(bound.forMs)}`
    case 'recovery':
      return `back within ${given(bound.withinMs)}`
    default:
      return bound satisfies never
  }
}

/** Where there is one client, it is its own words that are meant unless another observer is named. */
function whoWords({ by }: Bound, { hosts }: System): string {
  const [client, ...others] = hosts.filter(isClient)
  return client && others.length === 0 && by === appOf(client.name) ? '' : `${by} `
}

/** A bound counts from the last fault unless another step is named. */
function since({ since: id }: Bound, { steps }: System): string[] {
  const last = steps.findLast(({ does }) => isFault(does))?.id ?? 0
  return id === last ? [] : [`since step ${id}`]
}

/** `1.9 s`, `31.0 s, 50 of 50 connections`, `> 5.04 s` where it was watched for no longer, `back 0.4 s`, `back ?`, `blind`, or `-` where nothing was judged. */
export function noticedWords(result: BoundResult | undefined): string {
  const outcome = result?.outcome
  if (!outcome) return '-'
  if (outcome.kind === 'detected') return `${seconds(outcome.afterMs)}${askedWords(outcome)}`
  if (outcome.kind === 'recovered') return `back ${seconds(outcome.afterMs)}`
  // Whether it noticed is another question than whether it came back.
  const [back, unknown] = result?.bound.expect === 'recovery' ? ['back ', 'back ?'] : ['', 'blind']
  if (outcome.kind !== 'silent' || wasCut(result)) return unknown
  return `${back}> ${seconds(outcome.watchedMs)}${askedWords(outcome)}`
}

/** `, 50 of 50 connections`, where each was asked. */
export function askedWords({ connections }: { readonly connections?: Asked }): string {
  return connections ? `, ${connections.noticed} of ${connections.of} connections` : ''
}

/** What an observer did not see any more decides nothing where it had seen enough. */
function wasCut({ outcome, verdict }: BoundResult): boolean {
  return outcome?.kind === 'silent' && outcome.cut !== undefined && verdict.status === 'inconclusive'
}

/** `client-app from 1.2 s on: its program said more than the 4 MiB that are kept`. */
export function cutWords({ by, atMs, why }: Cut): string {
  return `${by} from ${seconds(atMs)} on: ${why}`
}

/** The same, and in front of it `kernel` where it is of the kernel alone, and its program was asked: that may be earlier. */
export function foretoldWords(result: BoundResult | undefined): string {
  const words = predictedWords(result)
  return words !== '' && result?.kernelAlone && isApp(result.bound.by) ? `kernel ${words}` : words
}

/** `1.0 - 2.0 s`, `15:24 - 16:25`, `never`, `5.0 - 8.0 s or never`, or nothing where it cannot be told. */
export function predictedWords(result: BoundResult | undefined): string {
  const window = result?.predictedMs
  if (window === undefined || result?.bound.expect === 'recovery') return ''
  if (window === 'never') return 'never'
  return `${windowWords(window)}${result?.predictedOrNever ? ' or never' : ''}`
}

/** `1.0 - 2.0 s`, `15:24 - 16:25`; `dash`: what stands between, where there is little room. */
export function windowWords([low, high]: readonly [Ms, Ms], dash = ' - '): string {
  if (high < 99_950) return `${(low / 1000).toFixed(1)}${dash}${(high / 1000).toFixed(1)} s`
  return `${clockWords(low)}${dash}${clockWords(high)}`
}

/** How a state is called in a sentence and in a table's head. */
export const stateNames = {
  idle: 'idle',
  'awaiting-answer': 'awaiting answer',
  'data-in-flight': 'busy',
  connecting: 'connecting',
  'zero-window': 'zero window',
  'syn-received': 'SYN received',
} as const satisfies Record<ConnectionState, string>

/** What was measured and lies elsewhere than predicted: `noticed 5.3 s, predicted 4.0 - 4.2 s: keepalive ...`; undefined where it does not. */
export function outsideWords(result: BoundResult, run: System): string | undefined {
  if (!result.outsidePrediction) return undefined
  const { outcome } = result
  const silent =
    outcome?.kind === 'silent' ? `noticed nothing in ${seconds(outcome.watchedMs)}${askedWords(outcome)}` : undefined
  const saw = wasCut(result)
    ? 'had noticed nothing before it went blind'
    : (silent ?? `noticed ${noticedWords(result)}`)
  return `${whoWords(result.bound, run)}${saw}, predicted ${predictedWords(result)}: ${result.predictedReason ?? ''}`
}

/** Why there was nothing to notice, where that is what a bound was passed by. */
export function sparedWords({ bounds }: Pick<Run, 'bounds'>): readonly string[] {
  const whys = bounds.flatMap(({ verdict }) => (verdict.status === 'pass' ? (verdict.reason ?? []) : []))
  return [...new Set(whys)]
}

/** `2 errors, 1 failed, 41 passed, 3 skipped; 4 min 2 s of network time in 38 s`. `whyNothing`: for where nothing ran. */
export function summaryWords(report: Pick<Report, 'runs' | 'errors' | 'part'>, whyNothing?: string): string {
  const { runs, errors = [], part } = report
  const parts = statuses.map(status => [runs.filter(({ verdict }) => verdict.status === status).length, past[status]])
  const counts = [[errors.length, errors.length === 1 ? 'error' : 'errors'], ...parts]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${count} ${word}`)
  if (counts.length === 0)
    return (
      emptyPartWords(part, 'scenario files') ??
      (whyNothing === undefined ? 'nothing ran' : `nothing ran: ${whyNothing}`)
    )
  const networkMs = runs.reduce((sum, { endedAtMs }) => sum + endedAtMs, 0)
  const took = networkMs > 0 ? `; ${seconds(networkMs)} of network time in ${seconds(elapsedMs(runs))}` : ''
  return `${counts.join(', ')}${took}`
}

/** `2 passed in real time without a control: ...`; undefined where each that noticed has one, or was not to have one. */
export function controlWords({ runs }: Pick<Report, 'runs'>): string | undefined {
  const open = runs.filter(({ controlNotAsked }) => controlNotAsked).length
  return open === 0
    ? undefined
    : `${open} passed in real time without a control: --control, or control: true, runs ${open === 1 ? 'it' : 'each'} without its faults too`
}

/** Behind what was noticed by one of those, wherever it stands. */
export function openMark({ controlNotAsked }: Pick<Run, 'controlNotAsked'>): string {
  return controlNotAsked ? ' *' : ''
}

/** The statuses, the one that speaks loudest first. */
export const statuses = ['fail', 'inconclusive', 'pass', 'skip'] as const satisfies readonly Verdict['status'][]

/** How a status is counted. */
export const past = { fail: 'failed', inconclusive: 'inconclusive', pass: 'passed', skip: 'skipped' } as const

/** From the first start to the last end; runs that did not take place have neither. */
function elapsedMs(runs: readonly Run[]): Ms {
  const took = runs.filter(({ verdict }) => verdict.status !== 'skip')
  const starts = took.map(({ startedAt }) => Date.parse(startedAt))
  const ends = took.map(({ startedAt, wallMs }) => Date.parse(startedAt) + wallMs)
  return took.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts)
}

/** `15:24`, `2:11:22`: minutes and seconds, with hours where there are any. */
export function clockWords(ms: Ms): string {
  const whole = Math.round(ms / 1000)
  const [h, min, s] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60]
  const two = (figure: number) => String(figure).padStart(2, '0')
  return h > 0 ? `${h}:${two(min)}:${two(s)}` : `${min}:${two(s)}`
}
