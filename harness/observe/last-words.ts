// What programs have said and nobody has heard yet: a word that no newline followed, and what Node had not read when it told of an end.

/** Of a run. All of it counts before anything is judged or quoted. */
export class LastWords {
  readonly #speakers: (() => void)[] = []
  readonly #unread = new Set<Promise<unknown>>()

  /** `handOut` gives what a program has begun to say. */
  speaks(handOut: () => void): void {
    this.#speakers.push(handOut)
  }

  /** Hands out what was begun until now. */
  handOut(): void {
    for (const handOut of this.#speakers) handOut()
  }

  /** A program has ended; `read` resolves when all that it said has been heard. */
  ended(read: Promise<unknown>): void {
    this.#unread.add(read)
    void read.finally(() => this.#unread.delete(read))
  }

  /** Resolves when whoever has ended has been heard to the end. */
  async heardOut(): Promise<void> {
    await Promise.all(this.#unread)
  }
}
