// The rhythm of a scenario's clients, where nobody declares one: a run without its faults, in which their silences are looked at ever more seldom.
// What they say as they log in, and the silence after that, are no rhythm yet.
import { noFault } from '../faults/none.ts'
import type { Bound } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Step } from '../model/step.ts'
import type { ClockName, Ms } from '../model/units.ts'

/** The same scenario with nothing done to it, at one moment after the other, and watched for as long again after the last one. */
export function rhythmOf({ state: _brought, ...scenario }: Scenario, clock: ClockName): Scenario {
  const moments = looksMs[clock]
  const look = (atMs: Ms, id: number): Step => ({ id, atMs, does: noFault() })
  const bound: Bound = { expect: 'silence', by: scenario.bounds[0].by, since: 0, forMs: 2 * Math.max(...moments) }
  const steps = [look(0, 0), ...moments.map((atMs, at) => look(atMs, at + 1))] as const
  return { ...scenario, id: `${scenario.id}/rhythm`, steps, bounds: [bound] }
}

/** Whether it was seen on its plane when a client wrote next: then a longer look shows more. */
export function showsWrites({ steps }: Pick<Run, 'steps'>): boolean {
  return steps.some(({ found = [] }) => found.some(({ nextWriteMs }) => nextWriteMs !== undefined))
}

const looksMs: Readonly<Record<ClockName, readonly Ms[]>> = {
  virtual: [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000],
  real: [500, 1_000, 2_000, 4_000],
}
