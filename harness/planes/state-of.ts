// What a connection that stands is doing, by one rule for all planes: what is on its way, and otherwise whose program spoke last.
import type { ConnectionState } from '../model/connection-state.ts'

/** A client that spoke last awaits an answer, as far as anybody outside can know. */
export function stateOf({ unackedBytes, lastFrom }: Spoken): ConnectionState {
  if (unackedBytes > 0) return 'data-in-flight'
  return lastFrom === 'client' ? 'awaiting-answer' : 'idle'
}

interface Spoken {
  readonly unackedBytes: number
  /** Undefined where nobody has spoken yet. */
  readonly lastFrom: 'client' | 'server' | undefined
}
