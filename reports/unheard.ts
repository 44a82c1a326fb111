// What a program printed after a fault and none of its patterns matches: it may have said what nobody heard.
import { newOf, quote, type Suggested, suggestLoss } from '../harness/kit/suggest-pattern.ts'
import { type Bound, watchMs } from '../harness/model/bound.ts'
import { hostOf, isApp } from '../harness/model/observer.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import { shortened } from '../harness/model/shortened.ts'
import type { HostName } from '../harness/model/units.ts'

/** Undefined where it was not asked for its own words. `fresh`: such as it had not printed before the fault. */
export function unheard(
  { bound, judgedAtMs }: Pick<BoundResult, 'bound' | 'judgedAtMs'>,
  run: Seen,
): Unheard | undefined {
  const { by } = bound
  const host = hostOf(by)
  const step = run.steps.find(({ id }) => id === bound.since)
  if (!isApp(by) || host === undefined || !step) return undefined
  const own = run.lines.filter(line => line.host === host && line.text.trim() !== '')
  const untilMs = Math.min(judgedAtMs ?? run.endedAtMs, step.byMs + watchMs(bound) + graceMs(bound))
  const after = own.filter(({ atMs }) => atMs >= step.atMs && atMs <= untilMs)
  const before = own.filter(({ atMs }) => atMs < step.atMs).map(({ text }) => text)
  const heard = run.observations.filter(one => one.by === by && one.kind !== 'exited')
  const isHeard = (line: (typeof own)[number]) =>
    heard.some(({ atMs, detail }) => atMs === line.atMs && (detail === shortened(line.text) || isOwnWord(line.text)))
  const lines = after.filter(line => !isHeard(line)).map(({ text }) => text)
  const fresh = newOf(lines, before)
  const loss = suggestLoss(fresh, before)
  return { host, printed: after.length > 0, fresh, ...(loss ? { loss } : {}) }
}

/** `said nothing`, `said nothing that it had not said before`, `said "..." and 2 other lines, which no pattern of its command matches`. */
export function saidWords({ printed, fresh, loss }: Unheard): string {
  const line = loss?.line ?? fresh[0]
  if (line === undefined) return printed ? 'said nothing that it had not said before' : 'said nothing'
  const others = new Set(fresh).size - 1
  const more = others > 0 ? ` and ${others} other ${others === 1 ? 'line' : 'lines'}` : ''
  return `said ${quote(line)}${more}, which no pattern of its command matches`
}

/** Which `lost` would match; undefined where nothing that it printed sounds like a loss. */
export function toHear({ host, loss }: Unheard): string | undefined {
  return (
    loss &&
    `widen \`lost\` in the command of ${host}, so that it matches what it says at this loss too: ${loss.pattern} matches its line ${quote(loss.line)}`
  )
}

export interface Unheard {
  readonly host: HostName
  /** Anything at all. */
  readonly printed: boolean
  readonly fresh: readonly string[]
  /** Of those the first that sounds like a loss. */
  readonly loss?: Suggested
}

type Seen = Pick<Run, 'steps' | 'lines' | 'observations' | 'endedAtMs'>

/** What came right after a limit is still worth to be read. */
function graceMs({ expect }: Bound): number {
  return expect === 'detection' ? 1_000 : 0
}

/** A line of the protocol that needs no pattern. */
function isOwnWord(text: string): boolean {
  return /^\{.*"halfopen"/.test(text)
}
