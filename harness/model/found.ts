// How a fault found a connection: what was on its way at that moment decides which timers run afterwards.
import type { ConnectionState } from './connection-state.ts'
import type { Path } from './observer.ts'
import type { Settings } from './settings.ts'
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
  /** The client's own end; absent where the plane cannot see it. */
  socket?: FoundSocket
  /** When its client wrote next, counted from the fault, as the router saw it; `none`: not as long as was watched. */
  nextWriteMs?: Ms | 'none'
  /** What its server said by itself, until the end of the watch; absent where it answered at the most, or nobody saw. */
  unasked?: UnaskedWords
}

/** `everyMs`: the longest pause between its words, where they came regularly. */
export interface UnaskedWords {
  everyMs?: Ms
}

/** A client's socket as its kernel had it. */
export interface FoundSocket {
  /** What it goes by, set by its program or taken over from its host; what is absent is off. Absent as a whole where it was not read. */
  set?: SocketSettings
  /** Why it was not read: its program may not be looked into, or has closed it. */
  notRead?: string
  /** Written and not acknowledged. */
  unackedBytes?: number
  rtoMs?: Ms
  rttMs?: Ms
  /** What its peer offers to take. */
  windowBytes?: number
  /** Of its kernel; absent where only its descriptor was read. */
  timer?: 'none' | 'retransmit' | 'keepalive' | 'persist' | 'time-wait'
  /** How long that timer has to run. */
  dueMs?: Ms
  /** How often it has doubled its pause. */
  backoff?: number
}

/** Of a client's settings those that its socket shows. */
export type SocketSettings = Pick<Settings, 'keepalive' | 'userTimeoutMs' | 'synRetries' | 'rtoMaxMs'>

/** Nothing is on its way, and nothing lies unread: a fault cuts no word in two. */
export function isQuiet({ state, unackedBytes, unreadBytes = 0 }: FoundConnection): boolean {
  return unackedBytes + unreadBytes === 0 && (state === 'idle' || state === 'awaiting-answer')
}

/** How long a fault waits for that at the most: who streams without a pause is never quiet. */
export const quietWithinMs: Ms = 2_000
