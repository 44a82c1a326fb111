// When a connection that has just been born is read, and how many: on every plane the same.
import type { Ms } from '../model/units.ts'

/** A program sets its options as soon as it hears that it is connected. What it sets later is a change. */
export const settledMs: Ms = 20

/** So many of one client, the first ones: who connects again and again does so with the same options, and one costs some 0.1 ms. */
export const mostBorn = 256
