// From when to when a bound is asked for, on the run's clock: for whoever draws it.

import { watchMs } from '../harness/model/bound.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import type { Ms } from '../harness/model/units.ts'

/** From where a bound counts to where it ends, on the run's clock. */
export function spanOf(result: BoundResult, run: Pick<Run, 'steps'>): { fromMs: Ms; toMs: Ms } {
  const fromMs = originOf(result, run)
  return { fromMs, toMs: fromMs + watchMs(result.bound) }
}

/** From where a bound counts. */
export function originOf({ bound }: Pick<BoundResult, 'bound'>, { steps }: Pick<Run, 'steps'>): Ms {
  const step = steps.find(({ id }) => id === bound.since) ?? steps[0]
  const byMs = step?.byMs ?? 0
  return bound.expect === 'recovery' ? (step?.healedAtMs ?? byMs) : byMs
}
