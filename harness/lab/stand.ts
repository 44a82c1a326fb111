// What is worked on in the lab: hosts that are up, steps that are taken, time that passes, and what was seen so far.
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Action, Step } from '../model/step.ts'
import type { ClockName, Ms, PlaneName } from '../model/units.ts'

/** Either kind: in virtual time each step runs all of it anew, in real time it goes on by itself. Disposing ends everything. */
export interface Stand extends AsyncDisposable {
  readonly plane: PlaneName
  readonly clock: ClockName
  /** What was done, and until when. */
  readonly session: Session
  /** All that was seen until now, with no demand on it. */
  readonly run: Run
  /** Takes a step, now. Rejects with what stands in its way, and nothing is taken then. */
  take(does: Action): Promise<void>
  /** Lets time pass. */
  pass(ms: Ms): Promise<void>
  /** Lets time pass until somebody notices something later than so long after the first step; false where `horizonMs` are over before. */
  next(horizonMs: Ms, laterThanMs: Ms): Promise<boolean>
  /** Takes the last step, or the last time that passed, back. Rejects with E_STEP where time is real, or nothing was done. */
  undo(): Promise<void>
  /** Looks at what goes on: `run` is of now then. */
  look(): Promise<void>
}

/** What was done: `settleMs` before the first step, `nowMs` counts from it. */
export interface Session {
  readonly scenario: Scenario
  readonly settleMs: Ms
  readonly steps: readonly Step[]
  readonly nowMs: Ms
}

/** With one more step, now. */
export function withStep({ steps, nowMs, ...session }: Session, does: Action): Session {
  return { ...session, steps: [...steps, { id: steps.length, atMs: nowMs, does }], nowMs }
}

/** Later by so much. */
export function withTime(session: Session, ms: Ms): Session {
  const { steps, settleMs, nowMs } = session
  return steps.length === 0 ? { ...session, settleMs: settleMs + ms } : { ...session, nowMs: nowMs + ms }
}
