// What a detection is held against: the same run without its faults. Who gives up there as well has noticed none.
import { isControl, noFault } from '../faults/none.ts'
import { seconds } from '../kit/format-time.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import { isHealthy, isLoss } from '../model/observation.ts'
import type { BoundResult, Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { isFault, type Step } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import { asksLoss, asksSilence, type Demand } from './asked.ts'
import { detectedBy, silentSince } from './detected.ts'
import { leftAnyway } from './left-unsaid.ts'
import { noticedAnyway } from './noticed-unsaid.ts'
import { concerns, sightingsOf } from './sightings.ts'

/**
 * The same scenario with nothing in the place of its faults. What was run on a host before somebody noticed is run again; what was healed has no
 * sense. It is watched for twice as long as noticing took. Undefined where no fault was to be noticed.
 */
export function controlOf<S extends Pick<Scenario, 'id' | 'steps' | 'bounds'>>(
  scenario: S,
  run: Judged,
): S | undefined {
  const asked = run.bounds.flatMap(result => horizonOf(result, run) ?? [])
  const latestMs = Math.max(...asked.map(({ noticedAtMs }) => noticedAtMs))
  const steps = scenario.steps
    .filter(({ id, does }) => does.kind !== 'heal' && run.steps.some(one => one.id === id && one.atMs <= latestMs))
    .map((step): Step => (isFault(step.does) ? { ...step, does: noFault() } : step))
  const [first, ...rest] = steps
  const bounds = asked.map(({ by, forMs }): Bound => ({ expect: 'silence', by, since: first?.id ?? 0, forMs }))
  const [bound, ...others] = bounds
  if (!first || !bound) return undefined
  return { ...scenario, id: `${scenario.id}/without-its-fault`, steps: [first, ...rest], bounds: [bound, ...others] }
}

/** Of a script's run: who noticed a loss that was demanded, and for how long a control of it has to be watched. */
export function horizonsOf(run: Judged): readonly { readonly by: Observer; readonly forMs: Ms }[] {
  return run.bounds.flatMap(result => {
    const horizon = horizonOf(result, run)
    return horizon ? [{ by: horizon.by, forMs: horizon.forMs }] : []
  })
}

type Judged = Pick<Run, 'steps' | 'bounds' | 'observations' | 'connections'>

/** What the control shows for a bound: a loss as early as that, counted from when all was well; undefined where it can show nothing. */
export function controlOutcome(
  result: BoundResult,
  run: Judged,
  control: Judged & Pick<Run, 'endedAtMs'>,
): Outcome | undefined {
  if (result.left) return leftAnyway(result.left, control)
  if (result.unsaid) return noticedAnyway(result.unsaid, result.bound.by, control)
  const horizon = horizonOf(result, run)
  const does = run.steps.find(({ id }) => id === result.bound.since)?.does
  const found = control.steps.find(({ id }) => id === result.bound.since)?.found
  const seen = sightingsOf(result.bound.by, control)
  const wellMs = seen.find(isHealthy)?.atMs
  if (!horizon || !does || wellMs === undefined) return undefined
  const isOf = concerns(result.bound.by, { does, found }, control.connections)
  const losses = seen.filter(
    one => isLoss(one) && isOf(one) && one.atMs >= wellMs && one.atMs <= wellMs + horizon.forMs,
  )
  const each = [...new Map(losses.toReversed().map(one => [one.connection, one])).values()].toReversed()
  const loss = result.bound.every ? each[horizon.connections - 1] : losses[0]
  return loss
    ? detectedBy(loss, { atMs: wellMs, byMs: wellMs })
    : silentSince(wellMs, { untilMs: Math.min(control.endedAtMs, wellMs + horizon.forMs) })
}

/**
 * The verdict on what was demanded, unless the same was noticed where nothing was wrong: with the same code, where one was asked for. So is it where
 * a loss was noticed that was not to be.
 */
export function heldAgainst(control: Outcome | undefined, demand: Demand, verdict: Verdict): Verdict {
  const { bound } = demand
  if (verdict.status !== (asksSilence(demand) ? 'fail' : 'pass') || control?.kind !== 'detected') return verdict
  const { afterMs, by } = control
  if (bound.expect === 'detection' && bound.code !== undefined && bound.code !== by.code) return verdict
  const when = `${seconds(afterMs)} after it was well (${by.code ?? by.kind}: ${by.detail})`
  return { status: 'inconclusive', reason: `${by.by} says so without any fault, ${when}` }
}

/** For how long a control of it is asked, counted from when its observer was seen well: by twice what it took he would have said it by himself. */
function horizonOf(result: BoundResult, run: Judged): Horizon | undefined {
  const { bound, outcome, left = result.unsaid } = result
  const step = run.steps.find(({ id }) => id === bound.since)
  const does = step?.does
  if (step && left)
    return { by: bound.by, noticedAtMs: step.byMs + left.afterMs, forMs: 1.2 * left.ageMs + leastMs, connections: 1 }
  if (!decidesAt(result) || outcome?.kind !== 'detected' || !does || !isFault(does) || isControl(does)) return undefined
  const wellMs = sightingsOf(bound.by, run).find(isHealthy)?.atMs
  if (wellMs === undefined) return undefined
  const noticedAtMs = outcome.by.atMs
  const connections = outcome.connections?.of ?? 1
  return { by: bound.by, noticedAtMs, forMs: 2 * (noticedAtMs - wellMs) + leastMs, connections }
}

/** A loss that was demanded, or one that was not to be noticed and was. */
function decidesAt(result: BoundResult): boolean {
  return asksLoss(result) || (asksSilence(result) && result.verdict.status === 'fail')
}

interface Horizon {
  readonly by: Observer
  readonly noticedAtMs: Ms
  readonly forMs: Ms
  /** So many had to be noticed. */
  readonly connections: number
}

const leastMs = 1_000
