// A kernel cannot notice a loss on a connection that its own program has ended: that it said nothing then is no silence of it.
import { silences } from '../faults/all.ts'
import { isControl } from '../faults/none.ts'
import { strikes } from '../faults/struck.ts'
import { seconds } from '../kit/format-time.ts'
import { type Bound, type Verdict, watchMs } from '../model/bound.ts'
import { hostOf, isKernel } from '../model/observer.ts'
import type { Run } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import { isBarePass } from './asked.ts'

/**
 * Why its silence shows nothing: its host has made no other connection on the fault's way since, and those that stood its program had ended before the
 * watch and the fault were over. Undefined where one was left to it, nobody saw who ended it, or the fault ended its programs.
 */
export function socketGone(bound: Bound, step: StepRecord, seen: Seen): string | undefined {
  const { by } = bound
  const { does, byMs, healedAtMs = Number.POSITIVE_INFINITY } = step
  const host = hostOf(by)
  if (!isKernel(by) || host === undefined || bound.expect === 'recovery' || !isFault(does) || isControl(does))
    return undefined
  if (silences(does).some(one => one.host === host)) return undefined
  const dueMs = byMs + watchMs(bound)
  const isStruck = strikes(does, step.found, seen.connections)
  const own = seen.connections.filter(one => (one.from === host || one.to === host) && isStruck(one))
  const asked = own.filter(({ bornMs, left }) => bornMs <= dueMs && !(left && left.atMs < step.atMs))
  const ends = asked.flatMap(({ from, left }) => (from === host && left ? [left.atMs] : []))
  const lastMs = Math.max(...ends)
  if (ends.length === 0 || ends.length < asked.length || lastMs >= Math.min(dueMs, healedAtMs)) return undefined
  if (asked.some(({ bornMs }) => bornMs > step.atMs)) return undefined
  const which = ends.length === 1 ? 'its connection' : `the last of its ${ends.length} connections`
  return `${host} ended ${which} itself ${seconds(Math.max(0, lastMs - byMs))} after the fault: ${by} had none from then on, and could notice nothing`
}

/** A pass by silence alone is in doubt. */
export function unlessGone(why: string | undefined, verdict: Verdict): Verdict {
  return why !== undefined && isBarePass(verdict) ? { status: 'inconclusive', reason: why } : verdict
}

type Seen = Pick<Run, 'connections'>
