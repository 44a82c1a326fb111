// What a record means for one bound. Pure: the same record always gives the same outcome, in whatever order it was written down.

import { healsAfterMs, silences } from '../faults/all.ts'
import type { Bound, Outcome } from '../model/bound.ts'
import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import { isKernel } from '../model/observer.ts'
import type { RunRecord } from '../model/record.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { blindness, watched } from './blindness.ts'
import { detectedBy, lengthMs, type Sightings, silentSince, type Watch } from './detected.ts'
import { eachConnection } from './each-connection.ts'
import { concerns } from './sightings.ts'

/**
 * What the observer of `bound` showed after the step that it counts from, and until the end of the watch; blind where it never saw healthy
 * traffic, had already given up, or is itself what a step takes away. `isSpared`: where each connection is asked, which had nothing to notice.
 */
export function outcome(
  bound: Bound,
  record: Seen,
  step: StepRecord,
  isSpared?: (connection: number) => boolean,
): Outcome {
  const blind = blindness(bound, record, step)
  if (blind) return { kind: 'blind', reason: blind.reason }
  const { watch, before, after } = watched(bound, record, step)
  if (bound.expect === 'recovery') {
    const meets = { watch, later: faultsAfter(step, record.steps), acceptedBy: acceptedBy(step, record) }
    return recovery({ before, after }, step, meets)
  }
  const isOf = bound.expect === 'detection' ? concerns(bound.by, step, record.connections) : () => true
  const about = { before: before.filter(isOf), after: after.filter(isOf) }
  const found = bound.every ? eachConnection(about, step, watch, isSpared) : detection(about, step, watch)
  return endedFromOutside(found) ?? found
}

/** The part of a record that is judged. */
export type Seen = Pick<RunRecord, 'observations' | 'connections' | 'cuts' | 'endedAtMs' | 'steps' | 'lookups'>

/** Recovered is who stays so: a first good answer may be followed by a loss at once, such as a close that was held up. */
export const staysSoMs = 250

function detection({ after }: Sightings, step: StepRecord, watch: Watch): Outcome {
  const by = after.find(isLoss)
  return by ? detectedBy(by, step) : silentSince(step.byMs, watch)
}

/**
 * Back at work is the first good answer after the last loss: an answer that was still under way when it gave up is none. It counts from the
 * healing; where nothing heals from the step, and then only who had noticed a loss can be back.
 */
function recovery({ before, after }: Sightings, step: StepRecord, { watch, later, acceptedBy }: Returning): Outcome {
  const { does, byMs } = step
  const inTime = step.healedAtMs !== undefined && step.healedAtMs <= watch.untilMs
  const healedAtMs = inTime ? step.healedAtMs : undefined
  // What is healed after the watch is only cleared away: as far as anybody saw, it stayed.
  const heals =
    (isFault(does) && healsAfterMs(does) !== undefined) || (step.healedAtMs !== undefined && watch.cut !== undefined)
  if (heals && healedAtMs === undefined)
    return { kind: 'blind', reason: 'the fault was not healed during the watch, so nothing could recover' }
  const by = backAtWork({ before, after }, healedAtMs, later)
  const early = by ? wellAllAlong(by, after, step, healedAtMs) : backBefore(after, acceptedBy, healedAtMs)
  if (early) return { kind: 'blind', reason: early }
  if (!by) return { ...silentSince(healedAtMs ?? byMs, watch), ...(healedAtMs === undefined ? { from: 'step' } : {}) }
  if (watch.cut !== undefined && watch.untilMs < by.atMs + staysSoMs)
    return { kind: 'blind', reason: `nobody saw whether ${by.by} stayed so: ${watch.cut}` }
  if (healedAtMs !== undefined)
    return { kind: 'recovered', afterMs: lengthMs(healedAtMs, by.atMs), uncertaintyMs: 0, by, from: 'healing' }
  return { ...detectedBy(by, step), kind: 'recovered', from: 'step' }
}

/**
 * The first good answer that no loss followed before a later fault came, or until the end: what a later one takes away again had been back. A
 * recovery right before one did not show that it stays so.
 */
function backAtWork(
  { before, after }: Sightings,
  healedAtMs: Ms | undefined,
  later: readonly Ms[],
): Observation | undefined {
  for (const endMs of [...later.toSorted((a, b) => a - b), Number.POSITIVE_INFINITY]) {
    const seen = after.filter(({ atMs }) => atMs < endMs)
    const lost = seen.some(isLoss) || isLost(before)
    const by = seen
      .slice(seen.findLastIndex(isLoss) + 1)
      .find(one =>
        healedAtMs === undefined
          ? (one.kind === 'recovered' && !isOrdinary(before)) || (lost && isHealthy(one))
          : isHealthy(one) && one.atMs >= healedAtMs,
      )
    if (by && by.atMs + staysSoMs <= endMs) return by
  }
  return undefined
}

interface Returning {
  readonly watch: Watch
  readonly later: readonly Ms[]
  readonly acceptedBy: 'kernel' | 'way' | undefined
}

/** Who accepts new connections in spite of the fault: the kernel of a program that is stopped, or the way itself, where no kernel and no packet is seen. */
function acceptedBy({ does }: StepRecord, { observations }: Pick<Seen, 'observations'>): Returning['acceptedBy'] {
  if (isFault(does) && silences(does).some(({ what }) => what === 'program')) return 'kernel'
  return observations.some(({ by }) => isKernel(by)) ? undefined : 'way'
}

const keptAway = {
  none: 'Let the fault keep it away until then',
  kernel: 'The kernel accepts new connections meanwhile: let `recovered` match what a new answer alone brings',
  way: 'New connections are accepted on the way here: let `recovered` match what a new answer alone brings, or keep it away with --plane netns, in real or in virtual time',
} as const

/** Why it is not known what the healing did: a client that had lost its peer was back in spite of the fault, and says so once. */
function backBefore(
  after: readonly Observation[],
  accepts: Returning['acceptedBy'],
  healedAtMs: Ms = Number.NEGATIVE_INFINITY,
): string | undefined {
  const last = after.findLast(one => isLoss(one) || one.kind === 'recovered')
  if (last?.kind !== 'recovered' || last.atMs >= healedAtMs || !after.some(isLoss)) return undefined
  const ahead = Math.round(healedAtMs - last.atMs)
  return `${last.by} was back ${ahead} ms before the healing and stayed so: nothing shows what the healing did. ${keptAway[accepts ?? 'none']}`
}

/**
 * Why a good answer after the healing shows nothing: it had others while the fault was in force, and no loss since, as from a cache. One that was
 * still under way when the fault came is none of them.
 */
function wellAllAlong(
  by: Observation,
  after: readonly Observation[],
  { byMs }: StepRecord,
  healedAtMs: Ms = Number.NEGATIVE_INFINITY,
): string | undefined {
  const last = after.findLast(one => one.atMs < healedAtMs && (isLoss(one) || isHealthy(one)))
  if (!last || isLoss(last) || last.atMs <= byMs + staysSoMs) return undefined
  if (after.some(one => isLoss(one) && one.atMs >= healedAtMs && one.atMs < by.atMs)) return undefined
  const ahead = Math.round(healedAtMs - last.atMs)
  return `${by.by} said as much ${ahead} ms before the healing (${last.detail}), and told of no loss since: nothing shows what the healing did. Let \`connected\` and \`recovered\` match what a new answer alone brings`
}

/** A signal that no fault sent is somebody else's doing: of what a fault stops or kills, nothing is judged before. */
function endedFromOutside(found: Outcome): Outcome | undefined {
  if (found.kind !== 'detected' || found.by.kind !== 'exited' || !isFromOutside(found.by.code)) return undefined
  const { by, code, detail } = found.by
  return {
    kind: 'blind',
    reason: `${detail}, and no fault of this run did that: that ${by} ends by ${code} is no notice`,
  }
}

/**
 * A shell says 128 and the signal's number for what it ran: signal(7), bash(1). A program raises the others itself, as its way to end: when its own
 * alarm rings, when it aborts, or when it writes to a peer that has gone.
 */
function isFromOutside(code: string | undefined): boolean {
  if (code === 'exit 137' || code === 'exit 143') return true
  return code?.startsWith('SIG') === true && !['SIGALRM', 'SIGABRT', 'SIGPIPE'].includes(code)
}

/** When other faults came after it was over, or after it came where it stays. */
function faultsAfter({ atMs, healedAtMs = atMs }: StepRecord, steps: readonly StepRecord[]): readonly Ms[] {
  return steps.filter(({ does, atMs: cameMs }) => isFault(does) && cameMs > healedAtMs).map(one => one.atMs)
}

/** Whether it says that it is back without a loss: `recovered` may match the same line as `connected`, and is then any good answer. */
export function isOrdinary(before: readonly Observation[]): boolean {
  return before.find(seen => isLoss(seen) || seen.kind === 'recovered')?.kind === 'recovered'
}

/** Whether a loss was the last that was heard. */
function isLost(before: readonly Observation[]): boolean {
  const last = before.findLast(seen => isLoss(seen) || isHealthy(seen))
  return last !== undefined && isLoss(last)
}
