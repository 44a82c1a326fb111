// What a record means for one bound. Pure: the same record always gives the same outcome, in whatever order it was written down.

import { healsAfterMs, silences } from '../faults/all.ts'
import type { Bound, Outcome } from '../model/bound.ts'
import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import { appOf, kernelOf, readObserver } from '../model/observer.ts'
import type { RunRecord } from '../model/record.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import { detectedBy, lengthMs, type Sightings } from './detected.ts'
import { eachConnection } from './each-connection.ts'
import { sightingsOf } from './sightings.ts'

/**
 * What the observer of `bound` showed after the step that it counts from, and until the end of the watch; blind where it never saw healthy
 * traffic, had already given up, or is itself what a step takes away.
 */
export function outcome(bound: Bound, record: Seen, step: StepRecord): Outcome {
  const endedAtMs = knownUntilMs(bound, record, step)
  const own = sightingsOf(bound.by, record)
    .filter(({ atMs }) => atMs <= endedAtMs)
    .toSorted((a, b) => a.atMs - b.atMs)
  const before = own.filter(({ atMs }) => atMs < step.atMs)
  const blind = blindness(bound, before, record, step)
  if (blind !== undefined) return { kind: 'blind', reason: blind }
  const sightings = { before, after: own.filter(({ atMs }) => atMs >= step.atMs) }
  if (bound.expect === 'recovery') return recovery(sightings, step, endedAtMs)
  return bound.every ? eachConnection(sightings, step, endedAtMs) : detection(sightings, step, endedAtMs)
}

/** The part of a record that is judged. */
export type Seen = Pick<RunRecord, 'observations' | 'connections' | 'cuts' | 'endedAtMs' | 'steps'>

/** What was cut short, or taken away by a later step, is known until there, and no longer. */
function knownUntilMs({ by }: Bound, { endedAtMs, cuts, steps }: Seen, step: StepRecord): Ms {
  const name = readObserver(by)?.level === 'wire' ? 'wire' : by
  const cut = cuts.filter(one => one.by === name)
  const taken = steps.filter(one => one.atMs > step.atMs && takesAway(one, by))
  return Math.min(endedAtMs, ...[...cut, ...taken].map(({ atMs }) => atMs))
}

function detection({ after }: Sightings, step: StepRecord, endedAtMs: Ms): Outcome {
  const by = after.find(isLoss)
  return by ? detectedBy(by, step) : { kind: 'silent', watchedMs: lengthMs(step.byMs, endedAtMs) }
}

/**
 * Back at work is the first good answer after the last loss: an answer that was still under way when it gave up is none. It counts from the
 * healing; where nothing heals from the step, and then only who had noticed a loss can be back.
 */
function recovery({ before, after }: Sightings, { does, atMs, byMs, healedAtMs }: StepRecord, endedAtMs: Ms): Outcome {
  const since = after.slice(after.findLastIndex(isLoss) + 1)
  const heals = healedAtMs !== undefined || (isFault(does) && healsAfterMs(does) !== undefined)
  if (heals && (healedAtMs ?? Number.POSITIVE_INFINITY) > endedAtMs)
    return { kind: 'blind', reason: 'the fault was not healed during the watch, so nothing could recover' }
  if (healedAtMs !== undefined) {
    const by = since.find(seen => isHealthy(seen) && seen.atMs >= healedAtMs)
    if (!by) return { kind: 'silent', watchedMs: lengthMs(healedAtMs, endedAtMs) }
    return { kind: 'recovered', afterMs: lengthMs(healedAtMs, by.atMs), uncertaintyMs: 0, by, from: 'healing' }
  }
  const lost = [...before, ...after].some(isLoss)
  const by = since.find(seen => seen.kind === 'recovered' || (lost && isHealthy(seen)))
  if (!by) return { kind: 'silent', watchedMs: lengthMs(byMs, endedAtMs) }
  const inForceMs = Math.min(byMs, by.atMs)
  const times = { afterMs: lengthMs(inForceMs, by.atMs), uncertaintyMs: lengthMs(atMs, inForceMs) }
  return { kind: 'recovered', ...times, by, from: 'step' }
}

function blindness(
  { by, expect, since }: Bound,
  before: readonly Observation[],
  { steps }: Seen,
  step: StepRecord,
): string | undefined {
  const standing = steps.filter(
    one => one.atMs < step.atMs && !(one.healedAtMs !== undefined && one.healedAtMs <= step.atMs),
  )
  const taking = expect === 'recovery' ? undefined : [step, ...standing].find(one => takesAway(one, by))
  if (taking) return `${by} is what ${taking.does.kind} takes away, so its silence and its end mean nothing`
  const last = before.findLast(one => isLoss(one) || isHealthy(one))
  if (!last) return `${by} saw no healthy traffic before the fault, so its silence and its alarms mean nothing`
  // Of an earlier step's loss one may recover after a later one.
  if (!isLoss(last) || (expect === 'recovery' && since > 0)) return undefined
  return `${by} had given up its peer ${Math.round(step.atMs - last.atMs)} ms before the fault (${last.detail})`
}

/** What a fault switches off, stops or kills cannot tell of its peer: it is our own doing that it ends or says no more. */
function takesAway({ does }: StepRecord, by: Observer): boolean {
  if (!isFault(does)) return false
  return silences(does).some(({ host, what }) => by === appOf(host) || (what === 'host' && by === kernelOf(host)))
}
