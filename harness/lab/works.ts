// A system that is worked on by hand, wherever it is: in this process, or in a box.
import type { RunRecord } from '../model/record.ts'
import type { Action } from '../model/step.ts'

/** A system that is worked on: here, or in a box. */
export interface Works extends AsyncDisposable {
  take(does: Action): Promise<void>
  soFar(): Promise<RunRecord>
}
