// What a detection is held against: the same run without its fault. Who gives up there as well has noticed no fault.

import { isControl, noFault } from '../faults/none.ts'
import { seconds } from '../kit/format-time.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import type { Scenario } from '../model/scenario.ts'
import { isFault, type Step } from '../model/step.ts'

/**
 * The same scenario with nothing in the place of its faults, and of what is done about them. Of its bounds those stay that want a fault to be
 * noticed: undefined where none does.
 */
export function controlOf<S extends Pick<Scenario, 'id' | 'steps' | 'bounds'>>(scenario: S): S | undefined {
  const bounds = scenario.bounds.filter(bound => wantsControl(bound, scenario.steps))
  const steps = scenario.steps.filter(({ does }) => isFault(does)).map(step => ({ ...step, does: noFault() }))
  const [[firstBound, ...otherBounds], [firstStep, ...otherSteps]] = [bounds, steps]
  if (!firstBound || !firstStep) return undefined
  const id = `${scenario.id}/without-its-fault`
  return { ...scenario, id, steps: [firstStep, ...otherSteps], bounds: [firstBound, ...otherBounds] }
}

/** Whether a control can say anything of a bound. */
export function wantsControl({ expect, since }: Bound, steps: readonly Step[]): boolean {
  const does = steps.find(({ id }) => id === since)?.does
  return expect === 'detection' && does !== undefined && isFault(does) && !isControl(does)
}

/** The verdict, unless the same was noticed where nothing was wrong. */
export function heldAgainst(control: Outcome | undefined, verdict: Verdict): Verdict {
  if (verdict.status !== 'pass' || control?.kind !== 'detected') return verdict
  const { afterMs, by } = control
  return {
    status: 'inconclusive',
    reason: `${by.by} says so without any fault, after ${seconds(afterMs)} (${by.code ?? by.kind}: ${by.detail})`,
  }
}
