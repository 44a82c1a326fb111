// What a record means for one bound. Pure: the same record always gives the same outcome.
import type { Bound, Outcome } from '../model/bound.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import type { InjectionRecord, RunRecord } from '../model/record.ts'

/** What the vantage of `bound` showed after `injection`; blind where it never saw healthy traffic or had already given up. */
export function outcome(bound: Bound, record: Seen, injection: InjectionRecord): Outcome {
  const own = record.observations.filter(({ vantage }) => vantage === bound.from)
  const before = own.filter(({ atMs }) => atMs < injection.atMs)
  const blind = blindness(bound, before, injection)
  if (blind) return { kind: 'blind', reason: blind }
  const after = own.filter(({ atMs }) => atMs >= injection.atMs)
  return bound.expect === 'recovery' ? recovery(after, injection, record) : detection(after, injection, record)
}

/** The part of a record that is judged. */
export type Seen = Pick<RunRecord, 'observations' | 'endedAtMs'>

function detection(after: readonly Observation[], { atMs, byMs }: InjectionRecord, record: Seen): Outcome {
  const by = after.find(isLoss)
  if (!by) return { kind: 'silent', watchedMs: Math.max(0, record.endedAtMs - byMs) }
  return { kind: 'detected', afterMs: Math.max(0, by.atMs - byMs), uncertaintyMs: Math.min(byMs, by.atMs) - atMs, by }
}

function recovery(after: readonly Observation[], injection: InjectionRecord, record: Seen): Outcome {
  const { healedAtMs } = injection
  if (healedAtMs === undefined) return { kind: 'blind', reason: 'the fault was never healed, so nothing could recover' }
  const by = after.find(({ sign, atMs }) => (sign === 'recovered' || sign === 'traffic') && atMs >= healedAtMs)
  if (!by) return { kind: 'silent', watchedMs: record.endedAtMs - healedAtMs }
  return { kind: 'recovered', afterMs: by.atMs - healedAtMs, uncertaintyMs: 0, by }
}

function blindness({ from }: Bound, before: readonly Observation[], injection: InjectionRecord): string | undefined {
  const last = before.findLast(o => isLoss(o) || o.sign === 'traffic' || o.sign === 'recovered')
  if (!last) return `${from} saw no healthy traffic before the fault, so its silence and its alarms mean nothing`
  if (!isLoss(last)) return undefined
  const earlyMs = Math.round(injection.atMs - last.atMs)
  return `${from} had given up its peer ${earlyMs} ms before the fault (${last.detail})`
}
