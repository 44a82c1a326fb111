// What goes on, on stderr: one line that is rewritten on a terminal and never wider than that, and a line now and then elsewhere.
import { plain } from '../../reports/plain.ts'
import { clipped } from '../../reports/wrap.ts'
import { type Clock, startClock } from '../kit/clock.ts'
import type { Ms } from '../model/units.ts'

/** The line. What is said for good stands above it; disposing takes it away. */
export class StatusLine implements Disposable {
  readonly #to: Sink
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #everyMs: Ms
  #shown = ''
  #nextAtMs: Ms

  constructor(to: Sink, { patienceMs = 0, everyMs = 0, clock = startClock() }: Pace = {}) {
    this.#to = to
    this.#clock = clock
    this.#everyMs = to.isTTY ? everyMs : nowAndThenMs
    this.#nextAtMs = clock.nowMs() + patienceMs
  }

  /** Shows this in the place of what was shown. */
  show(text: string): void {
    const nowMs = this.#clock.nowMs()
    if (nowMs < this.#nextAtMs) return
    this.#nextAtMs = nowMs + this.#everyMs
    if (!this.#to.isTTY) return void this.#to.write(`${plain(text)}\n`)
    this.#shown = clipped(plain(text), (this.#to.columns || usualColumns) - 1)
    this.#to.write(`${anew}${this.#shown}`)
  }

  /** Says this for good. */
  say(text: string): void {
    this.#to.write(this.#shown === '' ? `${text}\n` : `${anew}${text}\n${this.#shown}`)
  }

  [Symbol.dispose](): void {
    if (this.#shown !== '') this.#to.write(anew)
    this.#shown = ''
  }
}

/** A terminal, or what stands for one. */
export interface Sink {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

/** `patienceMs`: nothing is shown sooner. `everyMs`: nor more often, on a terminal; elsewhere it is every 10 s. */
export interface Pace {
  readonly patienceMs?: Ms
  readonly everyMs?: Ms
  readonly clock?: Pick<Clock, 'nowMs'>
}

const anew = '\r\x1b[K'
const nowAndThenMs = 10_000
const usualColumns = 80
