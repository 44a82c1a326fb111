// How a fault found a connection: what was on its way at that moment decides which timers run afterwards.
import type { ConnectionState } from './connection-state.ts'
import type { Path } from './observer.ts'
import type { Ms } from './units.ts'

/** One connection at the moment at which a fault came. */
export interface FoundConnection extends Path {
  /** Its id in the record. */
  connection?: number
  /** `awaiting-answer`: it was the client that spoke last. */
  state: ConnectionState
  /** Written and not acknowledged, both ends together. */
  unackedBytes: number
  /** Arrived and not read by a program, both ends together; absent where the plane cannot see it. */
  unreadBytes?: number
  /** How long neither end had heard or sent anything but probes. */
  quietMs: Ms
}

/** Nothing is on its way, and nothing lies unread: a fault cuts no word in two. */
export function isQuiet({ state, unackedBytes, unreadBytes = 0 }: FoundConnection): boolean {
  return unackedBytes + unreadBytes === 0 && (state === 'idle' || state === 'awaiting-answer')
}

/** How long a fault waits for that at the most: who streams without a pause is never quiet. */
export const quietWithinMs: Ms = 2_000
