// What each state has: a beginning, a look that says whether it is reached or why not, and an end.
import type { Evidence } from '../../../model/evidence.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Ms } from '../../../model/units.ts'

/** What is done to reach a state. It begins when it is made. */
export interface Way {
  /** What both kernels show when it is reached; until then why it is not. `begun`: it is so, and what shows it is still on its way. */
  look(): { readonly seen: Evidence } | { readonly lacking: string; readonly begun?: boolean }
  /** So long before it began, what it lasts since may have been sent. */
  readonly onItsWayMs?: Ms
  /** The fault is in force: lets go of what only led there. */
  readonly inForce?: (fault: Fault) => void
  /** Undoes everything. Twice is harmless. */
  end(): void
}
