// Whoever waits for something to be seen: asked again after each thing that was seen, and let go when the run is broken.
import { abortable } from '../kit/clock.ts'

/** All who wait. */
export class Waiting {
  readonly #waiting = new Set<() => void>()
  readonly #broken = new AbortController()

  /** Resolves when `condition` holds. Rejects with the signal's reason, or with what broke the run. */
  async until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, this.#broken.signal])
    while (!condition()) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.add(resolve)
      await abortable(either, promise).finally(() => this.#waiting.delete(resolve))
    }
  }

  /** Something was seen. */
  notify(): void {
    for (const resolve of this.#waiting) resolve()
  }

  fail(error: Error): void {
    this.#broken.abort(error)
  }
}
