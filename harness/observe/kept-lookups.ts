// What is kept of the questions for names: each answer once, with how often it was given, and so many of them.
import type { Lookup } from '../model/lookup.ts'

/** A program that asks again and again for what is not there must not eat the memory of its harness. */
const most = 1_000

/** Those of a run, in the order in which they came. */
export class KeptLookups {
  readonly #kept: Lookup[] = []
  readonly #latest = new Map<string, Lookup>()
  #lost = 0

  get all(): readonly Lookup[] {
    return this.#kept
  }

  add(lookup: Lookup): void {
    const { atMs, host, name, type, answer, by } = lookup
    const key = JSON.stringify([host, name.toLowerCase(), type, by])
    const before = this.#latest.get(key)
    if (before && before.answer === answer && before.lateMs === lookup.lateMs) {
      before.times = (before.times ?? 1) + 1
      before.lastAtMs = atMs
    } else if (this.#kept.length < most) {
      const kept = { ...lookup }
      this.#latest.set(key, kept)
      this.#kept.push(kept)
    } else this.#lost++
  }

  /** What was not kept, in words. */
  losses(): readonly string[] {
    return this.#lost === 0
      ? []
      : [`${this.#lost} look-ups of names were not kept: more than ${most} had other answers`]
  }
}
