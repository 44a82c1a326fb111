// One scenario at several moments of a period: which of them a fault meets decides how long it takes to be noticed.
import type { Ms } from './units.ts'

/** What a scenario asks for: its first fault at so many moments, spread evenly over a period. */
export interface Phases {
  count: number
  /** That which its clients declare, or which is seen on their connections, where absent. */
  overMs?: Ms
}

/** The moment of one run. */
export interface Phase {
  /** From 1. */
  number: number
  of: number
  /** So much later than in the first its fault came. */
  laterMs: Ms
}
