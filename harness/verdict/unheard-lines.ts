// What a program printed since a step and none of its patterns matched. Pure.
import { type Bound, watchMs } from '../model/bound.ts'
import { hostOf, isApp } from '../model/observer.ts'
import type { Line } from '../model/record.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { shortened } from '../model/shortened.ts'
import type { HostName } from '../model/units.ts'

/** Undefined where it was not asked for its own words. `printed`: anything at all since the step; `before`: all that it had printed until then. */
export function unheardLines(
  { bound, judgedAtMs }: Pick<BoundResult, 'bound' | 'judgedAtMs'>,
  run: Pick<Run, 'steps' | 'lines' | 'observations' | 'endedAtMs'>,
): UnheardLines | undefined {
  const { by } = bound
  const host = hostOf(by)
  const step = run.steps.find(({ id }) => id === bound.since)
  if (!isApp(by) || host === undefined || !step) return undefined
  const own = run.lines.filter(line => line.host === host && line.text.trim() !== '')
  const untilMs = Math.min(judgedAtMs ?? run.endedAtMs, step.byMs + watchMs(bound) + graceMs(bound))
  const after = own.filter(({ atMs }) => atMs >= step.atMs && atMs <= untilMs)
  const heard = run.observations.filter(one => one.by === by && one.kind !== 'exited')
  const isHeard = (line: Line) =>
    heard.some(({ atMs, detail }) => atMs === line.atMs && (detail === shortened(line.text) || isOwnWord(line.text)))
  return {
    host,
    printed: after.length > 0,
    before: own.filter(({ atMs }) => atMs < step.atMs).map(({ text }) => text),
    lines: after.filter(line => !isHeard(line)).map(({ text }) => text),
  }
}

/** The lines that nobody heard, in their order. */
export interface UnheardLines {
  readonly host: HostName
  readonly printed: boolean
  readonly before: readonly string[]
  readonly lines: readonly string[]
}

/** What came right after a limit is still worth to be read. */
function graceMs({ expect }: Bound): number {
  return expect === 'detection' ? 1_000 : 0
}

/** A line of the protocol that needs no pattern. */
function isOwnWord(text: string): boolean {
  return /^\{.*"halfopen"/.test(text)
}
