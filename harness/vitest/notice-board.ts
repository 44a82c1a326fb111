// A text in memory that two threads share: one writes, and the other looks when it has time. Nobody is woken, and nobody waits.

/** Bytes: a path (4,096) and a title, each letter of them as JSON has it at its longest. */
const room = 65_536
const headBytes = 16

/** Give the reader the writer's `memory`. */
export class NoticeBoard {
  readonly memory: SharedArrayBuffer
  /** How many texts there were, the lengths of the last two, and how often the writer has turned. */
  readonly #head: Int32Array
  #turnsRead = 0

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(headBytes + 2 * room)) {
    this.memory = memory
    this.#head = new Int32Array(memory, 0, headBytes / Int32Array.BYTES_PER_ELEMENT)
  }

  /** Into the place of the text before the last: nobody reads there. Throws RangeError where it has no room. */
  write(text: string): void {
    const bytes = Buffer.from(text)
    const next = this.#count + 1
    this.#place(next).set(bytes)
    Atomics.store(this.#head, 1 + (next % 2), bytes.length)
    Atomics.store(this.#head, 0, next)
    this.turn()
  }

  /** The writer goes on, at what it was. */
  turn(): void {
    Atomics.add(this.#head, 3, 1)
  }

  /** The last text, where the writer has turned since it was read last. */
  readIfTurned(): string | undefined {
    const turns = Atomics.load(this.#head, 3)
    if (turns === this.#turnsRead) return undefined
    this.#turnsRead = turns
    for (;;) {
      const count = this.#count
      const text = this.#place(count).toString('utf8', 0, Atomics.load(this.#head, 1 + (count % 2)))
      if (this.#count === count) return text
    }
  }

  get #count(): number {
    return Atomics.load(this.#head, 0)
  }

  #place(count: number): Buffer {
    return Buffer.from(this.memory, headBytes + (count % 2) * room, room)
  }
}
