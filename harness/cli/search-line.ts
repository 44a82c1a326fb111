// That a search goes on, on stderr: nothing where it takes no longer than a person waits without a thought.
import { type Clock, startClock } from '../kit/clock.ts'
import { seconds } from '../kit/format-time.ts'
import type { OnLook } from '../recommend/search.ts'
import type { Sink } from './progress.ts'

/** Says what is being tried after two seconds, on a terminal in one line that is rewritten. Disposing clears it. */
export function searchLine(to: Sink, clock: Pick<Clock, 'nowMs'> = startClock()): SearchLine {
  let nextAtMs = patienceMs
  let shown = false
  return {
    show: trying => {
      const nowMs = clock.nowMs()
      if (nowMs < nextAtMs) return
      nextAtMs = nowMs + (to.isTTY ? 500 : 10_000)
      shown = true
      const text = `searching for ${seconds(Math.floor(nowMs / 1_000) * 1_000)}: ${trying}`
      to.write(to.isTTY ? `\r\x1b[K${text}` : `${text}\n`)
    },
    [Symbol.dispose]: () => {
      if (shown && to.isTTY) to.write('\r\x1b[K')
      shown = false
    },
  }
}

/** The line, until it is disposed. */
export interface SearchLine extends Disposable {
  readonly show: OnLook
}

const patienceMs = 2_000
