// A stack of things to undo: every step runs, each has its own limit, and no failure hides another.
import { within } from './clock.ts'
import { messageOf } from './errors.ts'

/** Owns what a testbed opened. Disposing runs the steps backwards; disposing twice is harmless. */
export class Scope implements AsyncDisposable {
  #steps: Step[] = []
  #closing: Promise<void> | undefined
  readonly #stepMs: number

  /** `stepMs`: the limit of each disposal step. */
  constructor(stepMs = 3_000) {
    this.#stepMs = stepMs
  }

  /** Takes a step to run at the end. Its name appears in the error when it fails or hangs. */
  defer(name: string, dispose: () => void | Promise<void>): void {
    this.#steps.push({ name, dispose })
  }

  /** Takes over a resource and hands it back. */
  own<T extends AsyncDisposable>(name: string, resource: T): T {
    this.defer(name, async () => resource[Symbol.asyncDispose]())
    return resource
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const failures: Error[] = []
    for (const { name, dispose } of this.#steps.splice(0).reverse()) {
      await within(name, this.#stepMs, async () => dispose()).catch((cause: unknown) =>
        failures.push(new Error(`${name}: ${messageOf(cause)}`, { cause })),
      )
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(messageOf).join('; '))
  }
}

interface Step {
  name: string
  dispose: () => void | Promise<void>
}
