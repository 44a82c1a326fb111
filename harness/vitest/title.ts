// The title of a scenario's test: its claim, the plane, and the clock where it is not left to the plane.
import type { ClockName, PlaneName } from '../model/units.ts'

/** Where a test is to run. Without a clock that is the plane's own. */
export interface Wanted {
  readonly plane: PlaneName
  readonly clock?: ClockName | undefined
}

/** `<claim> [netns]`, `<claim> [netns virtual]`. */
export function titleOf(claim: string, on: Wanted): string {
  return `${claim} [${placeWords(on)}]`
}

/** `netns`, `netns virtual`. */
export function placeWords({ plane, clock }: Wanted): string {
  return clock === undefined ? plane : `${plane} ${clock}`
}
