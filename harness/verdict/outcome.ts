// What a record means for one bound. Pure: the same record always gives the same outcome, in whatever order it was written down.
import { silences } from '../faults/all.ts'
import type { Bound, Outcome } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import type { InjectionRecord, RunRecord } from '../model/record.ts'
import type { Ms } from '../model/units.ts'

/**
 * What the vantage of `bound` showed after `injection`, and until the end of the watch; blind where it never saw healthy
 * traffic, had already given up, or is itself what the fault takes away.
 */
export function outcome(bound: Bound, record: Seen, injection: InForce): Outcome {
  const endedAtMs = knownUntilMs(bound, record)
  const own = record.observations
    .filter(({ vantage, atMs }) => vantage === bound.from && atMs <= endedAtMs)
    .toSorted((a, b) => a.atMs - b.atMs)
  const before = own.filter(({ atMs }) => atMs < injection.atMs)
  const blind = blindness(bound, before, injection)
  if (blind) return { kind: 'blind', reason: blind }
  const after = own.filter(({ atMs }) => atMs >= injection.atMs)
  return bound.expect === 'recovery' ? recovery(after, injection, endedAtMs) : detection(after, injection, endedAtMs)
}

/** Which fault was in force, and when. */
export type InForce = Pick<InjectionRecord, 'fault' | 'atMs' | 'byMs'> & {
  readonly healedAtMs?: Ms | undefined
  readonly quietMs?: Ms | undefined
  readonly sinceMs?: readonly [Ms, Ms] | undefined
}

/** The part of a record that is judged. */
export type Seen = Pick<RunRecord, 'observations' | 'endedAtMs'> & { readonly cutAtMs?: Ms | undefined }

/** A program whose output was cut short is watched until there, and no longer. */
function knownUntilMs({ from }: Bound, { endedAtMs, cutAtMs = endedAtMs }: Seen): Ms {
  return from.endsWith('-app') ? Math.min(endedAtMs, cutAtMs) : endedAtMs
}

function detection(after: readonly Observation[], { atMs, byMs }: InForce, endedAtMs: Ms): Outcome {
  const by = after.find(isLoss)
  if (!by) return { kind: 'silent', watchedMs: lengthMs(byMs, endedAtMs) }
  const inForceMs = Math.min(byMs, by.atMs)
  return { kind: 'detected', afterMs: lengthMs(inForceMs, by.atMs), uncertaintyMs: lengthMs(atMs, inForceMs), by }
}

/** Back at work is the first good answer after the last loss: an answer that was still under way when it gave up is none. */
function recovery(after: readonly Observation[], { healedAtMs }: InForce, endedAtMs: Ms): Outcome {
  if (healedAtMs === undefined || healedAtMs > endedAtMs)
    return { kind: 'blind', reason: 'the fault was not healed during the watch, so nothing could recover' }
  const since = after.slice(after.findLastIndex(isLoss) + 1)
  const by = since.find(o => isHealthy(o) && o.atMs >= healedAtMs)
  if (!by) return { kind: 'silent', watchedMs: lengthMs(healedAtMs, endedAtMs) }
  return { kind: 'recovered', afterMs: lengthMs(healedAtMs, by.atMs), uncertaintyMs: 0, by }
}

function blindness(bound: Bound, before: readonly Observation[], { fault, atMs }: InForce): string | undefined {
  const { from } = bound
  if (bound.expect !== 'recovery' && isVictim(fault, bound))
    return `${from} is what ${fault.kind} takes away, so its silence and its end mean nothing`
  const last = before.findLast(o => isLoss(o) || isHealthy(o))
  if (!last) return `${from} saw no healthy traffic before the fault, so its silence and its alarms mean nothing`
  if (!isLoss(last)) return undefined
  return `${from} had given up its peer ${Math.round(atMs - last.atMs)} ms before the fault (${last.detail})`
}

/** What a fault switches off, stops or kills cannot tell of its peer: it is our own doing that it ends or says no more. */
function isVictim(fault: Fault, { from }: Bound): boolean {
  return silences(fault).some(
    ({ host, what }) => from === `${host}-app` || (what === 'host' && from === `${host}-kernel`),
  )
}

function isHealthy({ kind }: Observation): boolean {
  return kind === 'traffic' || kind === 'recovered'
}

/** Never negative; to the microsecond, because what lies below is the arithmetic's own. */
function lengthMs(fromMs: Ms, toMs: Ms): Ms {
  return Math.max(0, Math.round((toMs - fromMs) * 1_000) / 1_000)
}
