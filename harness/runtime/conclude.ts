// The verdict on a script: its demands', and what its steps have to say beside them.
import type { Verdict } from '../model/bound.ts'
import type { BoundResult } from '../model/report.ts'
import { sumUp } from '../verdict/verdicts.ts'

/** Steps that cannot be taken here leave no verdict but a worse one. */
export function conclude(error: string | undefined, results: readonly BoundResult[], ofSteps?: Verdict): Verdict {
  const doubtful = error !== undefined || results.some(({ verdict }) => verdict.status !== 'pass')
  if (ofSteps?.status === 'skip' && !doubtful) return ofSteps
  return sumUp(error, results, ofSteps ? [ofSteps] : [])
}

/** What the steps of a script have to say beside their demands. */
export interface StepsEnd {
  /** What broke them: nothing can be concluded. */
  readonly brokeBy?: unknown
  /** A step that failed for a reason that is no demand, or steps that cannot be taken here. */
  readonly verdict?: Verdict | undefined
  /** What cleaning up threw after that. */
  readonly troubles?: readonly unknown[]
}
