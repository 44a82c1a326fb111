// Work that several wait for, such as something that is made or found out once: who is interrupted leaves at once, and takes nothing from the others.
import { abortable } from './clock.ts'

/** What it comes to is kept. Where it fails, or all have left, which ends it, the next one begins it anew. */
export class Shared<T> {
  readonly #work: (signal: AbortSignal) => Promise<T>
  #begun: Begun<T> | undefined

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#work = work
  }

  /** Rejects with the signal's reason, or with what the work rejects with. */
  async wait(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    this.#begun ??= this.#begin()
    const begun = this.#begun
    begun.waiting++
    try {
      return await abortable(signal, begun.promise)
    } finally {
      begun.waiting--
      if (begun.waiting === 0 && !begun.ended) this.#giveUp(begun, signal.reason)
    }
  }

  #begin(): Begun<T> {
    const stop = new AbortController()
    const begun: Begun<T> = { promise: this.#work(stop.signal), stop, waiting: 0, ended: false }
    begun.promise.then(
      () => {
        begun.ended = true
      },
      () => this.#giveUp(begun),
    )
    return begun
  }

  #giveUp(begun: Begun<T>, reason?: unknown): void {
    begun.ended = true
    if (this.#begun === begun) this.#begun = undefined
    begun.stop.abort(reason)
  }
}

interface Begun<T> {
  readonly promise: Promise<T>
  readonly stop: AbortController
  waiting: number
  ended: boolean
}
