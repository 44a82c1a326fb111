// The title of a scenario's test: its claim, the plane, and the clock where it is not left to the plane.
import type { ClockName, PlaneName } from '../model/units.ts'

/** Where a test is to run. Without a clock that is the plane's own. */
export interface Wanted {
  readonly plane: PlaneName
  readonly clock?: ClockName | undefined
}

/** `<claim> [netns]`, `<claim> [netns virtual]`. */
export function titleOf(claim: string, { plane, clock }: Wanted): string {
  return `${claim} [${clock === undefined ? plane : `${plane} ${clock}`}]`
}

/** The claim, and where it runs as it stands there; a test of another kind is all claim. */
export function readTitle(title: string): { claim: string; on?: string } {
  const [, claim, on] = /^(.*) \[([a-z ]+)\]$/s.exec(title) ?? []
  return claim === undefined || on === undefined ? { claim: title } : { claim, on }
}
