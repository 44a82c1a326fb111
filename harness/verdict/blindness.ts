// Why what an observer showed means nothing: it saw nothing healthy, had given up before, is what a fault takes away, or was cut short.
import { silences } from '../faults/all.ts'
import type { Bound } from '../model/bound.ts'
import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import { appOf, kernelOf, readObserver } from '../model/observer.ts'
import type { Cut, RunRecord } from '../model/record.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import type { Sightings, Watch } from './detected.ts'
import { sightingsOf } from './sightings.ts'

/** Undefined where it sees. */
export function blindness(bound: Bound, record: Watched, step: StepRecord): Blindness | undefined {
  const { watch, before } = watched(bound, record, step)
  const start = fromTheStart(bound, before, record, step)
  const cut = cutBefore(bound, watch, step)
  // What was not read may have said that all is well.
  const isHidden = cut !== undefined && start?.kind !== 'taken-away' && watch.untilMs <= step.atMs
  return isHidden ? cut : (start ?? cut)
}

/** The part of a record that shows it. */
export type Watched = Pick<RunRecord, 'observations' | 'connections' | 'cuts' | 'endedAtMs' | 'steps'>

/** Which of them, and the sentence that says so. */
export type Blindness = { readonly reason: string } & (
  | { readonly kind: 'taken-away'; readonly step: StepRecord }
  | { readonly kind: 'nothing-healthy' }
  | { readonly kind: 'given-up'; readonly atMs: Ms }
  | { readonly kind: 'cut'; readonly long?: true }
)

/** What an observer showed around a step, until the end of the watch. */
export function watched(
  { by }: Pick<Bound, 'by'>,
  record: Watched,
  step: StepRecord,
): Sightings & { readonly watch: Watch } {
  const all = sightingsOf(by, record)
  const watch = watchOf(by, all, record, step)
  const own = all.filter(({ atMs }) => atMs <= watch.untilMs).toSorted((a, b) => a.atMs - b.atMs)
  const before = own.filter(({ atMs }) => atMs < step.atMs)
  return { watch, before, after: own.filter(({ atMs }) => atMs >= step.atMs) }
}

/** What a fault switches off, stops or kills cannot tell of its peer: it is our own doing that it ends or says no more. */
function takesAway({ does }: Pick<StepRecord, 'does'>, by: Observer): boolean {
  if (!isFault(does)) return false
  return silences(does).some(({ host, what }) => by === appOf(host) || (what === 'host' && by === kernelOf(host)))
}

/** What was cut short, or taken away by a later step, is known until there, and no longer. */
function watchOf(
  by: Observer,
  seen: readonly Observation[],
  { endedAtMs, cuts, steps }: Watched,
  step: StepRecord,
): Watch {
  const name = readObserver(by)?.level === 'wire' ? 'wire' : by
  const ends: readonly { readonly atMs: Ms; readonly why: string; readonly long?: true }[] = [
    ...cuts
      .filter(cut => cut.by === name && !isMadeUpFor(cut, seen, step))
      .map(({ atMs, why, line }) => ({ atMs, why, ...(line ? { long: true as const } : {}) })),
    ...steps
      .filter(({ atMs }) => atMs > step.atMs)
      .filter(one => takesAway(one, by))
      .map(({ atMs, does }) => ({ atMs, why: `${does.kind} takes it away` })),
  ].filter(({ atMs }) => atMs < endedAtMs)
  const [first] = ends.toSorted((a, b) => a.atMs - b.atMs)
  if (!first) return { untilMs: endedAtMs }
  return { untilMs: first.atMs, cut: first.why, ...(first.long ? { long: first.long } : {}) }
}

/**
 * Whether what was not read of a long line is of no account: its beginning told the loss already, which comes before all else that a line can say, or
 * its program said after its end, and before the step, that all was well.
 */
function isMadeUpFor({ atMs, line }: Cut, seen: readonly Observation[], step: StepRecord): boolean {
  if (!line) return false
  if (seen.some(one => isLoss(one) && one.atMs === atMs)) return true
  const { endedAtMs } = line
  return endedAtMs !== undefined && seen.some(one => isHealthy(one) && one.atMs >= endedAtMs && one.atMs < step.atMs)
}

function fromTheStart(
  { by, expect, since }: Bound,
  before: readonly Observation[],
  { steps }: Watched,
  step: StepRecord,
): Blindness | undefined {
  const standing = steps.filter(
    one => one.atMs < step.atMs && !(one.healedAtMs !== undefined && one.healedAtMs <= step.atMs),
  )
  const taking = expect === 'recovery' ? undefined : [step, ...standing].find(one => takesAway(one, by))
  if (taking) {
    const reason = `${by} is what ${taking.does.kind} takes away, so its silence and its end mean nothing`
    return { kind: 'taken-away', step: taking, reason }
  }
  const last = before.findLast(one => isLoss(one) || isHealthy(one))
  if (!last) {
    const reason = `${by} saw no healthy traffic before the fault, so its silence and its alarms mean nothing`
    return { kind: 'nothing-healthy', reason }
  }
  // Of an earlier step's loss one may recover after a later one.
  if (!isLoss(last) || (expect === 'recovery' && since > 0)) return undefined
  const reason = `${by} had given up its peer ${Math.round(step.atMs - last.atMs)} ms before the fault (${last.detail})`
  return { kind: 'given-up', atMs: last.atMs, reason }
}

function cutBefore(
  { by, expect }: Bound,
  { untilMs, cut, long }: Watch,
  { atMs, healedAtMs }: StepRecord,
): Blindness | undefined {
  const fromMs = expect === 'recovery' ? (healedAtMs ?? atMs) : atMs
  if (cut === undefined || untilMs > fromMs) return undefined
  const what = expect === 'recovery' && healedAtMs !== undefined ? 'the healing' : 'the fault'
  const reason = `${by} is blind since ${Math.round(fromMs - untilMs)} ms before ${what}: ${cut}`
  return { kind: 'cut', reason, ...(long ? { long } : {}) }
}
