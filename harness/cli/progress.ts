// How far a campaign has come, on stderr: one line that is rewritten on a terminal, and a line now and then elsewhere.
import type { Progress } from '../compare/make-all.ts'
import { startClock } from '../kit/clock.ts'
import { seconds } from '../kit/format-time.ts'

/** Shows progress. Disposing clears the line. */
export function progressLine(to: Sink): ProgressLine {
  const clock = startClock()
  let shownAtMs = Number.NEGATIVE_INFINITY
  let open = to.isTTY === true
  return {
    show: progress => {
      const text = progressWords(progress)
      if (to.isTTY) to.write(`\r\x1b[K${text}`)
      else if (clock.nowMs() - shownAtMs >= nowAndThenMs) {
        shownAtMs = clock.nowMs()
        to.write(`${text}\n`)
      }
    },
    [Symbol.dispose]: () => {
      if (open) to.write('\r\x1b[K')
      open = false
    },
  }
}

/** `48 of 200 measurements, about 52 s left`. */
export function progressWords({ done, total, leftMs }: Progress): string {
  const left =
    leftMs === undefined || done === total
      ? ''
      : `, about ${seconds(Math.max(1_000, Math.ceil(leftMs / 1_000) * 1_000))} left`
  return `${done} of ${total} measurements${left}`
}

/** The line, until it is disposed. */
export interface ProgressLine extends Disposable {
  show(progress: Progress): void
}

/** A terminal, or what stands for one. */
export interface Sink {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

const nowAndThenMs = 10_000
