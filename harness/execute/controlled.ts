// A run that passed, beside its control: the same once more without the fault, where time costs nothing or its author asks for it.
import { messageOf } from '../kit/errors.ts'
import type { Bound, Outcome } from '../model/bound.ts'
import { isHealthy, isLoss } from '../model/observation.ts'
import type { RunRecord } from '../model/record.ts'
import type { BoundResult, Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { StepRecord } from '../model/step.ts'
import type { ClockName } from '../model/units.ts'
import type { Plane } from '../planes/plane.ts'
import { controlOf, heldAgainst, wantsControl } from '../verdict/control.ts'
import { detectedBy } from '../verdict/detected.ts'
import { outcome } from '../verdict/outcome.ts'
import { sightingsOf } from '../verdict/sightings.ts'
import { judged, sumUp } from '../verdict/verdicts.ts'

/** Whether a scenario is also run without its fault: in virtual time unless told otherwise, in real time only when told. */
export function isControlled({ control }: Scenario, clock: ClockName): boolean {
  return control ?? clock === 'virtual'
}

/** `take` makes a record. A control that does not come about is a trouble, and takes nothing from the run. */
export async function controlled(
  run: Run,
  scenario: Scenario,
  { tolerance }: Plane,
  take: (scenario: Scenario) => Promise<RunRecord>,
): Promise<Run> {
  const control = run.verdict.status === 'pass' ? controlOf(scenario) : undefined
  if (!control) return run
  const taken = await take(control).catch((thrown: unknown) => ({ error: messageOf(thrown) }))
  if (taken.error !== undefined || !('lines' in taken))
    return { ...run, troubles: [...run.troubles, `there is no control of it: ${taken.error}`] }
  const seen = judged(control, taken, tolerance)
  const bounds = run.bounds.map(result => held(result, scenario, seen))
  return { ...run, bounds, verdict: sumUp(run.error, bounds) }
}

/** What is judged is the same step as in the run; that it did nothing needs no evidence. */
function held(result: BoundResult, { steps }: Scenario, seen: Run): BoundResult {
  const { bound, verdict } = result
  const step = seen.steps.find(({ id }) => id === bound.since)
  const does = steps.find(({ id }) => id === bound.since)?.does
  if (!step || !does || !wantsControl(bound, steps)) return result
  const control = noticedBefore(bound, step, seen) ?? outcome(bound, seen, { ...step, does })
  return { ...result, control, verdict: heldAgainst(control, verdict) }
}

/** Who gives up even before the moment at which the fault would have come is in the same doubt. */
function noticedBefore({ by }: Bound, step: StepRecord, seen: Run): Outcome | undefined {
  const before = sightingsOf(by, seen).filter(({ atMs }) => atMs < step.atMs)
  const last = before.findLast(one => isLoss(one) || isHealthy(one))
  return last && isLoss(last) && before.some(isHealthy) ? detectedBy(last, step) : undefined
}
