// That a search goes on, on stderr: nothing where it takes no longer than a person waits without a thought.
import { type Clock, startClock } from '../kit/clock.ts'
import type { OnLook } from '../recommend/search.ts'
import { wholeSeconds } from './progress.ts'
import { type Sink, StatusLine } from './status-line.ts'

/** Says what is being tried after two seconds, on a terminal in one line that is rewritten. Disposing clears it. */
export function searchLine(to: Sink, clock: Pick<Clock, 'nowMs'> = startClock()): SearchLine {
  const line = new StatusLine(to, { patienceMs: 2_000, everyMs: 500, clock })
  return {
    show: trying => line.show(`searching for ${wholeSeconds(clock.nowMs())}: ${trying}`),
    [Symbol.dispose]: () => line[Symbol.dispose](),
  }
}

/** The line, until it is disposed. */
export interface SearchLine extends Disposable {
  readonly show: OnLook
}
