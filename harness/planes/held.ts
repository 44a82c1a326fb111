// Processes that are held to one processor for a while, and then run wherever they might before.
import { readFileSync } from 'node:fs'
import { affinityOf, setAffinity } from '../netlink/affinity.ts'
import { threadsOf } from './run-delay.ts'

/** All threads of them, on the processor where the first of them ran last. */
export class Held implements Disposable {
  readonly pids: () => readonly number[]
  readonly processor: number
  readonly #usual: readonly number[]
  /** Where each thread might run before. */
  readonly #before = new Map<number, readonly number[]>()

  constructor(pids: () => readonly number[]) {
    this.pids = pids
    const [first = 0] = pids()
    this.#usual = affinityOf(first)
    const last = processorOf(first)
    this.processor = this.#usual.find(one => one === last) ?? this.#usual.at(-1) ?? 0
  }

  /** Holds all of them, those too that are new. */
  hold(): void {
    for (const { id, pid } of this.#threads().filter(thread => !this.#before.has(thread.id)))
      quietly(() => {
        const might = affinityOf(id)
        // Who was made by one that was held has never been elsewhere.
        this.#before.set(id, this.#isOurs(might) ? (this.#before.get(pid) ?? this.#usual) : might)
        setAffinity(id, [this.processor])
      })
  }

  /** Whether they are where they were put: a program may choose for itself. */
  isHeld(): boolean {
    const might = this.#threads().flatMap(({ id }) => quietly(() => [affinityOf(id)]) ?? [])
    return might.every(processors => this.#isOurs(processors))
  }

  [Symbol.dispose](): void {
    this.hold()
    for (const [id, might] of this.#before) quietly(() => setAffinity(id, might))
    this.#before.clear()
  }

  #isOurs(processors: readonly number[]): boolean {
    return processors.length === 1 && processors[0] === this.processor
  }

  #threads(): ReturnType<typeof threadsOf> {
    return this.pids().flatMap(threadsOf)
  }
}

/** The 39th field of proc_pid_stat(5), and a name may hold spaces and brackets. */
function processorOf(pid: number): number | undefined {
  const after = quietly(() => readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, ''))
  return after === undefined ? undefined : Number(after.split(' ')[39 - 3])
}

/** Who has gone meanwhile needs nothing. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
