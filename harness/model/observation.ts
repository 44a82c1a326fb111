// What an observer saw, and when.
import type { Ms, Observer } from './units.ts'

/**
 * What an observation means. `traffic`: the connection works. `lost`, `closed`, `reset`, `exited`: the peer is given up.
 * `stale-answer`: an answer older than the truth. `recovered`: back at work after a loss.
 */
export type EventKind = 'traffic' | 'lost' | 'closed' | 'reset' | 'exited' | 'stale-answer' | 'recovered'

/** A sighting in a program's own words, before it is given a time and an observer. */
export interface Sighting {
  kind: EventKind
  /** The error's code where the program names one, such as `ETIMEDOUT`. */
  code?: string
  detail: string
  /** What a program counted itself of its stale answers, since they began. */
  stale?: StaleAnswers
}

/** So many answers older than the truth, from the first to the last of them so long. */
export interface StaleAnswers {
  answers: number
  forMs?: Ms
}

/** A sighting with its time and who saw it. */
export interface Observation extends Sighting {
  atMs: Ms
  by: Observer
  /** The connection that it is about, where that is known: see the record's `connections`. */
  connection?: number
}

const lossKinds: ReadonlySet<EventKind> = new Set<EventKind>(['lost', 'closed', 'reset', 'exited'])

/** Whether an observation says that the peer was given up. */
export function isLoss({ kind }: { kind: EventKind }): boolean {
  return lossKinds.has(kind)
}

/** Whether an observation says that all is well. */
export function isHealthy({ kind }: { kind: EventKind }): boolean {
  return kind === 'traffic' || kind === 'recovered'
}
