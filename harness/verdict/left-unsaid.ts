// A client that ends its own connection and says nothing is silent, and may have noticed all the same: whether it does so without the fault is asked.
import { isControl } from '../faults/none.ts'
import { strikes } from '../faults/struck.ts'
import { seconds } from '../kit/format-time.ts'
import { type Outcome, type Verdict, watchMs } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import { isLoss } from '../model/observation.ts'
import { hostOf, isApp, isOn, kernelOf } from '../model/observer.ts'
import type { LeftUnsaid, Run } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { atOnceMs, isSame, lookMs } from './alike.ts'
import { asksSilence, type Demand, isBarePass } from './asked.ts'
import { detectedBy, lengthMs, silentSince } from './detected.ts'

/**
 * The first connection on the fault's way that its own program ended while silence was asked of it. Not one that had an answer right before, or
 * heard its peer when the fault was over; nor one that was ended as others of its path had been before the fault; nor one that its kernel gave up,
 * or that its own client had done with.
 */
export function leftUnsaid(demand: Demand, step: StepRecord, seen: Seen): LeftUnsaid | undefined {
  const { bound } = demand
  const host = hostOf(bound.by)
  const { does, byMs } = step
  if (!asksSilence(demand) || host === undefined || !isApp(bound.by) || !isFault(does) || isControl(does))
    return undefined
  const untilMs = byMs + watchMs(bound)
  const own = seen.connections.filter(({ from }) => from === host)
  const struck = own.filter(strikes(does, step.found, seen.connections))
  const ended = (struck.length > 0 ? struck : own).flatMap(one => endOf(one) ?? [])
  const [first] = ended
    .filter(({ atMs, uncertaintyMs }) => atMs > step.atMs && atMs - uncertaintyMs <= untilMs)
    .filter(one => !isAnswered(one, step))
    .filter(one => !isGivenUp(one, seen) && !isHandedOn(one, seen))
    .filter(one => !ended.some(other => other.atMs < step.atMs && isOn(one)(other) && isAlike(one, other)))
    .toSorted((a, b) => a.atMs - b.atMs)
  if (!first) return undefined
  const { atMs, heardMs: _, ...left } = first
  return { ...left, afterMs: lengthMs(byMs, atMs) }
}

/** What a run without the fault shows of it: another one of its path ended at the same age, or as long after it heard something. */
export function leftAnyway(left: LeftUnsaid, control: Pick<Run, 'connections' | 'endedAtMs'>): Outcome {
  const own = control.connections.filter(isOn(left)).flatMap(one => endOf(one) ?? [])
  const same = own.find(one => isAlike(left, one))
  const bornMs = Math.min(control.endedAtMs, ...control.connections.filter(isOn(left)).map(one => one.bornMs))
  if (!same) return silentSince(bornMs, { untilMs: control.endedAtMs })
  const { connection, atMs, ageMs } = same
  const detail = `${same.from} ended connection ${connection} itself`
  const born = atMs - ageMs
  return detectedBy({ atMs, by: 'wire', kind: 'closed', connection, detail }, { atMs: born, byMs: born })
}

/** A pass by silence alone is in doubt, unless the same is seen without the fault. */
export function unlessLeft(left: LeftUnsaid | undefined, control: Outcome | undefined, verdict: Verdict): Verdict {
  if (!left || !isBarePass(verdict)) return verdict
  const { from, to, afterMs, uncertaintyMs } = left
  const when = `${uncertaintyMs > 0 ? 'at most ' : ''}${seconds(afterMs)} after the fault`
  const words = `${from} ended its connection to ${to} by itself ${when}`
  if (control?.kind === 'detected')
    return { status: 'pass', reason: `${words}, and without any fault at the same age, ${seconds(control.afterMs)}` }
  const without = control?.kind === 'silent' ? `, and did not without the fault in ${seconds(control.watchedMs)}` : ''
  return { status: 'inconclusive', reason: `${words}${without}, unsaid: nobody knows whether it gave ${to} up` }
}

type Seen = Pick<Run, 'connections' | 'observations'>

interface End extends Omit<LeftUnsaid, 'afterMs'> {
  readonly atMs: Ms
  readonly heardMs?: Ms
}

function endOf({ id: connection, from, to, bornMs, left }: Connection): End | undefined {
  if (!left) return undefined
  const { atMs, heardMs, fromMs = atMs } = left
  const quiet = heardMs === undefined ? {} : { heardMs, quietMs: lengthMs(heardMs, atMs) }
  const times = { atMs, ageMs: lengthMs(bornMs, atMs), uncertaintyMs: lengthMs(fromMs, atMs) }
  return { connection, from, to, ...times, ...quiet }
}

/** It had what it asked for right before, or its peer was back. */
function isAnswered(
  { heardMs, quietMs = 0 }: End,
  { byMs, healedAtMs = Number.POSITIVE_INFINITY }: StepRecord,
): boolean {
  return heardMs !== undefined && ((heardMs >= byMs && quietMs <= atOnceMs) || heardMs > healedAtMs)
}

/** By its kernel, which ends some of them with a RST. */
function isGivenUp({ from, connection, atMs }: End, { observations }: Seen): boolean {
  return observations.some(
    seen =>
      seen.connection === connection && seen.by === kernelOf(from) && isLoss(seen) && seen.atMs <= atMs + togetherMs,
  )
}

/** One that was made to its host had ended right before: who stands in between hands on what his own client does. */
function isHandedOn({ from, atMs, uncertaintyMs }: End, { connections }: Seen): boolean {
  const earliestMs = atMs - uncertaintyMs - atOnceMs
  return connections.some(
    ({ to, left }) => to === from && left && left.atMs >= earliestMs && left.atMs <= atMs + lookMs,
  )
}

/** As old, or as long after it heard something, by what is known of both. */
function isAlike(one: Aged, other: Aged): boolean {
  return isSame([one.ageMs, one.uncertaintyMs], [other.ageMs, other.uncertaintyMs]) || isAsQuiet(one, other)
}

function isAsQuiet(one: Aged, other: Aged): boolean {
  if (one.quietMs === undefined || other.quietMs === undefined) return false
  return isSame([one.quietMs, one.uncertaintyMs], [other.quietMs, other.uncertaintyMs])
}

type Aged = Pick<End, 'ageMs' | 'quietMs' | 'uncertaintyMs'>

/** What a kernel did is noted when it was looked at. */
const togetherMs = 1_000
