// A step as the recorder keeps it while it is in force, and as it stands in the record.
import type { Evidence } from '../model/evidence.ts'
import type { Action, StepRecord } from '../model/step.ts'
import type { HostName, Ms } from '../model/units.ts'

/** The step as it stands now. */
export function stepRecord({ id, does, live, evidence }: StepEntry): StepRecord {
  const { atMs, byMs, quietMs, sinceMs, healedAtMs } = live
  return {
    id,
    does,
    atMs,
    byMs,
    ...(quietMs === undefined ? {} : { quietMs }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(healedAtMs === undefined ? {} : { healedAtMs }),
    ...(evidence === undefined ? {} : { evidence }),
  }
}

/** The part of what is in force that the recorder asks. */
export interface RecordedStep {
  readonly atMs: Ms
  readonly byMs: Ms
  readonly quietMs?: Readonly<Record<HostName, Ms>> | undefined
  readonly sinceMs?: readonly [Ms, Ms] | undefined
  readonly healedAtMs?: Ms | undefined
  evidence(): Promise<Evidence | undefined>
}

/** A step, what is in force, and what showed that it bit, once that was asked. */
export interface StepEntry {
  readonly id: number
  readonly does: Action
  readonly live: RecordedStep
  collected?: true
  evidence?: Evidence | undefined
}
