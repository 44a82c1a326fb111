// How far a campaign has come, on stderr.
import type { Progress } from '../compare/make-all.ts'
import { seconds } from '../kit/format-time.ts'
import type { Ms } from '../model/units.ts'
import { sayWhoHoldsCores } from './held-cores.ts'
import { type Sink, StatusLine } from './status-line.ts'

/** Shows progress. Disposing clears the line. */
export function progressLine(to: Sink): ProgressLine {
  const line = new StatusLine(to)
  const waiting = sayWhoHoldsCores(text => line.say(text))
  return {
    show: progress => line.show(progressWords(progress)),
    [Symbol.dispose]: () => {
      waiting[Symbol.dispose]()
      line[Symbol.dispose]()
    },
  }
}

/** `48 of 200 measurements, 9 days of network time, about 52 s left`. */
export function progressWords({ done, total, networkMs, leftMs }: Progress): string {
  const network = networkMs > 0 ? `, ${seconds(networkMs)} of network time` : ''
  return `${done} of ${total} measurements${network}${leftMs === undefined || done === total ? '' : `, ${leftWords(leftMs)}`}`
}

/** `about 52 s left`: an estimate has no parts of a second. */
export function leftWords(leftMs: Ms): string {
  return `about ${wholeSeconds(Math.max(1_000, Math.ceil(leftMs / 1_000) * 1_000))} left`
}

/** `12 s`, `3 min 20 s`. */
export function wholeSeconds(ms: Ms): string {
  const whole = Math.floor(ms / 1_000)
  return whole < 100 ? `${whole} s` : seconds(whole * 1_000)
}

/** The line, until it is disposed. */
export interface ProgressLine extends Disposable {
  show(progress: Progress): void
}
