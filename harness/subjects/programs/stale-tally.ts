// Counts stale answers and tells when a line about them is due: the pauses grow by a tenth, so that days of them fit into some
// 130 lines and each figure is at most a tenth behind.

/** The stale answers of one outage. */
export class StaleTally {
  answers = 0
  #sinceMs = 0
  #lastMs = 0
  #nextLineMs = 0

  /** Counts an answer. True when it is time for a line: at the first one, then ever more rarely. */
  count(nowMs: number): boolean {
    if (this.answers === 0) {
      this.#sinceMs = nowMs
      this.#nextLineMs = Number.NEGATIVE_INFINITY
    }
    this.answers++
    this.#lastMs = nowMs
    // Reads come at even times and often meet the limit to the millisecond: which of the two was rounded must not decide.
    if (nowMs < this.#nextLineMs + 1) return false
    this.#nextLineMs = nowMs + Math.max(250, this.forMs / 10)
    return true
  }

  /** From the first stale answer to the last. */
  get forMs(): number {
    return this.#lastMs - this.#sinceMs
  }

  /** The figures, as fields of a JSON line. */
  get figures(): { answers: number; forMs: number } {
    return { answers: this.answers, forMs: this.forMs }
  }

  /** `5 stale answers in 0.4 s`. */
  toString(): string {
    return `${this.answers} stale ${this.answers === 1 ? 'answer' : 'answers'} in ${(this.forMs / 1000).toFixed(1)} s`
  }
}
