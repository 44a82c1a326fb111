// What a server says without having been asked: whoever sends it nothing and hears it in vain could notice by that. Pure.
import type { UnaskedWords } from '../model/found.ts'
import type { Ms } from '../model/units.ts'

/** The words of a connection's server since its client said something last. */
export class Unasked {
  #words: readonly Ms[] = none
  #wasAsked = false

  /** The client has said something: what comes next may be an answer. */
  asked(): void {
    this.#wasAsked = true
    this.#words = none
  }

  /** What comes in pieces is one word. */
  said(atMs: Ms): void {
    const last = this.#words.at(-1)
    if (last === undefined || atMs - last >= togetherMs) this.#words = [...this.#words, atMs].slice(-most)
  }

  /** Undefined where all may have been an answer; `everyMs`, the longest pause, only where it spoke often and regularly enough to tell. */
  get words(): UnaskedWords | undefined {
    const pauses = this.#words.slice(1).map((atMs, at) => atMs - (this.#words[at] ?? atMs))
    if (this.#words.length < (this.#wasAsked ? 2 : 1)) return undefined
    const longestMs = Math.max(...pauses)
    const isRegular = pauses.length >= 2 && longestMs <= 2 * Math.min(...pauses)
    return isRegular ? { everyMs: longestMs } : {}
  }
}

const none: readonly Ms[] = []
const togetherMs: Ms = 50
/** The latest ones. */
const most = 20
