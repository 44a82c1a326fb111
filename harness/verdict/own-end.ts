// A server that ends by itself while silence is asked of its client: no fault of the run did that, and what the client made of it says nothing of one.
import { silences } from '../faults/all.ts'
import { seconds } from '../kit/format-time.ts'
import { type Bound, type Verdict, watchMs } from '../model/bound.ts'
import { hostOf, readObserver } from '../model/observer.ts'
import type { Run } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import { dependenceOf } from './depends.ts'
import { lengthMs } from './detected.ts'

/** In words, the first program that a bound's observer depends on and that ended while it was watched; undefined where a step had to do with each. */
export function ownEnd(bound: Bound, step: StepRecord, run: Seen): string | undefined {
  const own = hostOf(bound.by)
  const { through } = dependenceOf(bound.by, run)
  const peers = run.connections.filter(({ from }) => through.includes(from)).map(({ to }) => to)
  const others = new Set([...through, ...peers].filter(name => name !== own))
  const untilMs = Math.min(run.endedAtMs, step.byMs + watchMs(bound))
  const end = run.observations.find(({ by, kind, atMs }) => {
    const read = readObserver(by)
    const host = read?.level === 'app' ? read.host : undefined
    const isOne = kind === 'exited' && host !== undefined && others.has(host)
    return isOne && atMs > step.atMs && atMs <= untilMs && !run.steps.some(isAbout(host, atMs))
  })
  if (!end) return undefined
  return `${hostOf(end.by)} ended by itself ${seconds(lengthMs(step.byMs, end.atMs))} after the fault (${end.detail})`
}

/** Silence beside it is no pass: neither of a fault that took nothing, nor of one that did. */
export function unlessEnded(words: string | undefined, verdict: Verdict): Verdict {
  if (words === undefined || verdict.status !== 'pass') return verdict
  return { status: 'inconclusive', reason: `${words}: what was not said after that says nothing of the fault` }
}

type Seen = Pick<Run, 'connections' | 'observations' | 'hosts' | 'steps' | 'endedAtMs'>

/** A fault that takes it away, or a command on its host, which may do anything. */
function isAbout(host: string, endMs: number): (step: StepRecord) => boolean {
  return ({ does, atMs }) => {
    if (atMs > endMs) return false
    if (does.kind === 'run') return does.on === host
    return isFault(does) && silences(does).some(one => one.host === host)
  }
}
