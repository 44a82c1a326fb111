// Whether two lengths of time are the same habit: what a program does at an age, or so long after something, with a fault and without one. Pure.
import type { Ms } from '../model/units.ts'

/** Each was so long at the most, and so much less at the least. */
export function isSame([one, oneLess]: Length, [other, otherLess]: Length): boolean {
  const roomMs = Math.max(leastMs, 0.1 * Math.max(one, other))
  return one - oneLess <= other + roomMs && other - otherLess <= one + roomMs
}

type Length = readonly [atMostMs: Ms, lessMs: Ms]

/** Who has what he asked for, or hands on what another one does, takes no longer. */
export const atOnceMs = 250
/** Between what the wire told and what a look at the sockets did. */
export const lookMs = 20
/** Two of one length differ by so much, and by a tenth of it. */
const leastMs = 50
