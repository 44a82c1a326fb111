// Processes that are held to one processor for a while, and then run wherever they might before.
import { quietly } from '../kit/quietly.ts'
import { affinityOf, setAffinity } from '../netlink/affinity.ts'
import { threadsOf } from '../observe/schedstat.ts'
import { processorOf } from './run-delay.ts'

/** All threads of them, on the processor where the first of them ran last, or where another holds them already. */
export class Held implements Disposable {
  readonly pids: () => readonly number[]
  readonly processor: number
  readonly #usual: readonly number[]
  readonly #ids = new Set<number>()

  constructor(pids: () => readonly number[]) {
    this.pids = pids
    const [first = 0] = pids()
    const other = this.#threads().flatMap(({ id }) => holds.get(id) ?? [])[0]
    this.#usual = other?.before ?? affinityOf(first)
    const last = other?.processor ?? quietly(() => processorOf({ pid: first, id: first }))
    this.processor = this.#usual.find(one => one === last) ?? this.#usual.at(-1) ?? 0
  }

  /** Holds all of them, those too that are new. */
  hold(): void {
    for (const id of this.#take()) quietly(() => setAffinity(id, [this.processor]))
  }

  /** Whether those that were put there are there: a program may choose for itself. Reads only: who is new is held by the next `hold`. */
  isHeld(): boolean {
    const ours = this.#threads().filter(({ id }) => this.#ids.has(id))
    const might = ours.flatMap(({ id }) => quietly(() => [affinityOf(id)]) ?? [])
    return this.#ids.size > 0 && might.every(processors => this.#isOurs(processors))
  }

  /** Lets them go, those too that they started since; whom another holds as well when that one does. */
  [Symbol.dispose](): void {
    const isShared = [...this.#ids].some(id => (holds.get(id)?.by.size ?? 0) > 1)
    if (!isShared) this.#take()
    for (const id of this.#ids) {
      const hold = holds.get(id)
      hold?.by.delete(this)
      if (!hold || hold.by.size > 0) continue
      holds.delete(id)
      quietly(() => setAffinity(id, hold.before))
    }
    this.#ids.clear()
  }

  /** Notes those that are new, and where each might run before anybody held it. */
  #take(): readonly number[] {
    const fresh = this.#threads().filter(({ id }) => !this.#ids.has(id))
    return fresh.flatMap(({ id, pid }) => {
      const might = quietly(() => affinityOf(id))
      if (!might) return []
      // Who was made by one that was held has never been elsewhere.
      const before = this.#isOurs(might) ? (holds.get(pid)?.before ?? this.#usual) : might
      const hold = holds.get(id) ?? { before, processor: this.processor, by: new Set() }
      holds.set(id, hold)
      hold.by.add(this)
      this.#ids.add(id)
      return [id]
    })
  }

  #isOurs(processors: readonly number[]): boolean {
    return processors.length === 1 && processors[0] === this.processor
  }

  #threads(): ReturnType<typeof threadsOf> {
    return this.pids().flatMap(threadsOf)
  }
}

/** A thread that is held, by one or by several at once. */
interface Hold {
  /** Where it might run before the first of them. */
  readonly before: readonly number[]
  readonly processor: number
  readonly by: Set<Held>
}

/** Of all in this process: what one finds may be another's doing. */
const holds = new Map<number, Hold>()
