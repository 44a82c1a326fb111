// How long processes have run on one processor and how long they had to wait for it.
import { startClock } from '../kit/clock.ts'
import type { Ms } from '../model/units.ts'
import { affinityOf } from '../netlink/affinity.ts'
import { statOf, type Thread, threadsOf, turnsOf } from '../observe/schedstat.ts'

/** Of all their threads together, since some instant. */
export interface RunDelay {
  /** On that processor. */
  readonly ranMs: Ms
  /** They could have run there, and something else did. */
  readonly waitedMs: Ms
  /** They ran where they may not be held to that processor. */
  readonly elsewhereMs: Ms
}

/** Counts from now on, and reads only. What is between two looks was on the processor where both looks find the thread held to it. */
export class RunDelays {
  readonly #pids: () => readonly number[]
  readonly #processor: number
  readonly #clock = startClock()
  readonly #last = new Map<number, Look>()
  #lastAtMs = 0
  #sum: RunDelay = nothing

  constructor(pids: () => readonly number[], processor: number) {
    this.#pids = pids
    this.#processor = processor
    this.sinceStart()
    this.#sum = nothing
  }

  /** Of a thread that has ended, what was read last is all. */
  sinceStart(): RunDelay {
    const atMs = this.#clock.nowMs()
    // Who is new was not there for longer than that, whatever it did before it was found. A wait is told when it is over, however long it was.
    const newMs = atMs - this.#lastAtMs
    for (const thread of this.#pids().flatMap(threadsOf)) {
      const now = lookAt(thread, this.#processor)
      if (now) this.#add(now, this.#last.get(thread.id), newMs)
      if (now) this.#last.set(thread.id, now)
    }
    this.#lastAtMs = atMs
    return this.#sum
  }

  #add(now: Look, last: Look | undefined, newMs: Ms): void {
    const passed = (to: Ms, from: Ms | undefined) => (from === undefined ? Math.min(to, newMs) : Math.max(0, to - from))
    const [ranMs, waitedMs] = [passed(now.ranMs, last?.ranMs), passed(now.waitedMs, last?.waitedMs)]
    const { processor } = now
    // One that slept has not moved yet, and who is new began where the one that made it was.
    const isThere = now.held && (last?.held ?? true) && (ranMs === 0 || processor === this.#processor)
    this.#sum = isThere
      ? { ...this.#sum, ranMs: this.#sum.ranMs + ranMs, waitedMs: this.#sum.waitedMs + waitedMs }
      : { ...this.#sum, elsewhereMs: this.#sum.elsewhereMs + ranMs }
  }
}

const nothing: RunDelay = { ranMs: 0, waitedMs: 0, elsewhereMs: 0 }

/** What the kernel says of a thread. */
interface Look {
  readonly ranMs: Ms
  readonly waitedMs: Ms
  /** It may run on the processor that is asked for, and on no other. */
  readonly held: boolean
  /** Where it ran last. */
  readonly processor: number
}

/** Where it ran last: the 39th field. */
export function processorOf(thread: Thread): number {
  return Number(statOf(thread)[39 - 3])
}

function lookAt(thread: Thread, processor: number): Look | undefined {
  const turns = turnsOf(thread)
  try {
    const might = affinityOf(thread.id)
    return (
      turns && {
        ...turns,
        held: might.length === 1 && might[0] === processor,
        processor: processorOf(thread),
      }
    )
  } catch {
    return undefined
  }
}
