// What a vantage saw, and when.
import type { Ms, Vantage } from './units.ts'

/**
 * What an observation means. `traffic`: the connection works. `lost`, `closed`, `reset`, `exited`: the peer is given up.
 * `stale-answer`: an answer older than the truth. `recovered`: back at work after a loss.
 */
export type EventKind = 'traffic' | 'lost' | 'closed' | 'reset' | 'exited' | 'stale-answer' | 'recovered'

/** A sighting in a program's own words, before it is given a time and a vantage. */
export interface Sighting {
  kind: EventKind
  /** The error's code where the program names one, such as `ETIMEDOUT`. */
  code?: string
  detail: string
}

/** A sighting with its time and its vantage. */
export interface Observation extends Sighting {
  atMs: Ms
  vantage: Vantage
  /** The connection that it is about, where that is known. */
  connection?: number
}

const lossKinds: ReadonlySet<EventKind> = new Set<EventKind>(['lost', 'closed', 'reset', 'exited'])

/** Whether an observation says that the peer was given up. */
export function isLoss({ kind }: { kind: EventKind }): boolean {
  return lossKinds.has(kind)
}
