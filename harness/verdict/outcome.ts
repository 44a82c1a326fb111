// What a record means for one bound. Pure: the same record always gives the same outcome, in whatever order it was written down.
import type { Bound, Outcome } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import type { Cut, InjectionRecord, RunRecord } from '../model/record.ts'
import type { Ms } from '../model/units.ts'

/**
 * What the vantage of `bound` showed after `injection`, and until the end of the watch; blind where it never saw healthy
 * traffic, had already given up, or is itself what the fault takes away.
 */
export function outcome(bound: Bound, record: Seen, injection: InForce): Outcome {
  const cut = cutOf(bound, record)
  const watched = { untilMs: cut?.atMs ?? record.endedAtMs, ...(cut ? { cut: cut.why } : {}) }
  const own = record.observations
    .filter(({ vantage, atMs }) => vantage === bound.from && atMs <= watched.untilMs)
    .toSorted((a, b) => a.atMs - b.atMs)
  const before = own.filter(({ atMs }) => atMs < injection.atMs)
  const blind = blindness(bound, before, injection) ?? lateBlindness(bound, cut, injection)
  if (blind) return { kind: 'blind', reason: blind }
  const after = own.filter(({ atMs }) => atMs >= injection.atMs)
  return bound.expect === 'recovery' ? recovery(after, injection, watched) : detection(after, injection, watched)
}

/** Which fault was in force, and when. */
export type InForce = Pick<InjectionRecord, 'fault' | 'atMs' | 'byMs'> & {
  readonly healedAtMs?: Ms | undefined
  readonly quietMs?: Ms | undefined
  readonly sinceMs?: readonly [Ms, Ms] | undefined
}

/** The part of a record that is judged. */
export type Seen = Pick<RunRecord, 'observations' | 'endedAtMs' | 'cuts'>

/** Recovered is who stays so: a first good answer may be followed by a loss at once, such as a close that was held up. */
export const staysSoMs = 250

/** The end of a bound's watch, and why that came before the record's, if it did. */
interface Watched {
  readonly untilMs: Ms
  readonly cut?: string
}

/** What was cut short is known until there, and no longer. */
function cutOf({ from }: Bound, { cuts, endedAtMs }: Seen): Cut | undefined {
  return cuts.filter(({ by, atMs }) => by === from && atMs < endedAtMs).toSorted((a, b) => a.atMs - b.atMs)[0]
}

function lateBlindness({ expect }: Bound, cut: Cut | undefined, { atMs, healedAtMs }: InForce): string | undefined {
  const fromMs = expect === 'recovery' ? healedAtMs : atMs
  if (!cut || fromMs === undefined || cut.atMs > fromMs) return undefined
  const what = expect === 'recovery' ? 'the healing' : 'the fault'
  return `${cut.by} is blind since ${Math.round(fromMs - cut.atMs)} ms before ${what}: ${cut.why}`
}

function detection(after: readonly Observation[], { atMs, byMs }: InForce, { untilMs, ...cut }: Watched): Outcome {
  const by = after.find(isLoss)
  if (!by) return { kind: 'silent', watchedMs: lengthMs(byMs, untilMs), ...cut }
  const inForceMs = Math.min(byMs, by.atMs)
  return { kind: 'detected', afterMs: lengthMs(inForceMs, by.atMs), uncertaintyMs: lengthMs(atMs, inForceMs), by }
}

/** Back at work is the first good answer after the last loss: an answer that was still under way when it gave up is none. */
function recovery(after: readonly Observation[], { healedAtMs }: InForce, { untilMs, ...cut }: Watched): Outcome {
  if (healedAtMs === undefined || healedAtMs > untilMs)
    return { kind: 'blind', reason: 'the fault was not healed during the watch, so nothing could recover' }
  const since = after.slice(after.findLastIndex(isLoss) + 1)
  const by = since.find(o => isHealthy(o) && o.atMs >= healedAtMs)
  if (!by) return { kind: 'silent', watchedMs: lengthMs(healedAtMs, untilMs), ...cut }
  if (cut.cut !== undefined && untilMs < by.atMs + staysSoMs)
    return { kind: 'blind', reason: `nobody saw whether ${by.vantage} stayed so: ${cut.cut}` }
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
  const host = 'host' in fault ? fault.host : 'server'
  return strikesHost.has(fault.kind)
    ? from.startsWith(`${host}-`)
    : strikesProgram.has(fault.kind) && from === `${host}-app`
}

const strikesHost: ReadonlySet<Fault['kind']> = new Set(['power-off', 'takeover'])
const strikesProgram: ReadonlySet<Fault['kind']> = new Set(['frozen-peer', 'process-kill'])

function isHealthy({ kind }: Observation): boolean {
  return kind === 'traffic' || kind === 'recovered'
}

/** Never negative; to the microsecond, because what lies below is the arithmetic's own. */
function lengthMs(fromMs: Ms, toMs: Ms): Ms {
  return Math.max(0, Math.round((toMs - fromMs) * 1_000) / 1_000)
}
