// When a connection that has just been born is read, and how many: on every plane the same.
import { after } from '../kit/clock.ts'
import type { Ms } from '../model/units.ts'

/** A program sets its options as soon as it hears that it is connected. What it sets later is a change. */
export const settledMs: Ms = 20

/** So many of one client, the first ones: who connects again and again does so with the same options, and one costs some 0.1 ms. */
export const mostBorn = 256

/** Those that were born a moment ago, read together. */
export class Births<C> {
  readonly #read: (born: readonly C[]) => unknown
  #count = 0
  #waiting: C[] = []

  constructor(read: (born: readonly C[]) => unknown) {
    this.#read = read
  }

  /** It is read when its program has had a moment to set what it sets. */
  add(born: C): void {
    if (this.#count >= mostBorn) return
    this.#count++
    this.#waiting.push(born)
    if (this.#waiting.length === 1) after(settledMs, () => void this.#read(this.#waiting.splice(0)))
  }
}
