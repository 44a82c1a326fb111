// A run that passed, beside its control: the same once more without its faults, where time costs nothing or its author asks for it.
import { messageOf } from '../kit/errors.ts'
import type { RunRecord } from '../model/record.ts'
import type { BoundResult, Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ClockName } from '../model/units.ts'
import type { Plane } from '../planes/plane.ts'
import { controlOf, controlOutcome, heldAgainst } from '../verdict/control.ts'
import { judged, sumUp } from '../verdict/verdicts.ts'

/** Whether a scenario is also run without its faults: in virtual time unless told otherwise, in real time only when told. */
export function isControlled({ control }: Scenario, clock: ClockName): boolean {
  return control ?? clock === 'virtual'
}

/** `take` makes a record. A control that does not come about is a trouble, and a doubt where it was asked for. */
export async function controlled(
  run: Run,
  scenario: Scenario,
  { tolerance }: Plane,
  take: (scenario: Scenario) => Promise<RunRecord>,
): Promise<Run> {
  const control = run.verdict.status === 'pass' ? controlOf(scenario, run) : undefined
  if (!control) return run
  const taken = await take(control).catch((thrown: unknown) => messageOf(thrown))
  const broken = typeof taken === 'string' ? taken : (taken.error ?? taken.lacking)
  if (typeof taken === 'string' || broken !== undefined) {
    const reason = `there is no control of it: ${broken}`
    const troubles = [...run.troubles, reason]
    return { ...run, troubles, ...(scenario.control ? { verdict: { status: 'inconclusive', reason } } : {}) }
  }
  const seen = judged(control, taken, tolerance)
  const bounds = run.bounds.map((result): BoundResult => {
    const outcome = controlOutcome(result, run, seen)
    return outcome
      ? { ...result, control: outcome, verdict: heldAgainst(outcome, result.bound, result.verdict) }
      : result
  })
  return { ...run, bounds, verdict: sumUp(run.error, bounds) }
}
