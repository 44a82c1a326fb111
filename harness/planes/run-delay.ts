// How long processes have run on one processor and how long they had to wait for it.
import { startClock } from '../kit/clock.ts'
import { quietly } from '../kit/quietly.ts'
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
  readonly #last = new Map<number, Counted>()
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
    const sinceMs = atMs - this.#lastAtMs
    for (const thread of this.#pids().flatMap(threadsOf)) {
      const now = lookAt(thread, this.#processor)
      if (now) this.#last.set(thread.id, this.#add(now, this.#last.get(thread.id), sinceMs))
    }
    this.#lastAtMs = atMs
    return this.#sum
  }

  /** The kernel tells a wait when it is over. Who has not run between two looks, and would have at both, has waited for all of that time. */
  #add(now: Look, last: Counted | undefined, sinceMs: Ms): Counted {
    // Who is new was not there for longer than that, whatever it did before it was found.
    const passed = (to: Ms, from: Ms | undefined) =>
      from === undefined ? Math.min(to, sinceMs) : Math.max(0, to - from)
    const [ranMs, toldMs] = [passed(now.ranMs, last?.ranMs), passed(now.waitedMs, last?.waitedMs)]
    const stoodStill = sinceMs >= tickMs && ranMs === 0 && toldMs === 0
    const waits = stoodStill && now.runnable && (last?.runnable ?? false)
    const { aheadMs, openMs } = last ?? { aheadMs: 0, openMs: 0 }
    const roomMs = openMs + sinceMs - ranMs
    const waitedMs = waits ? sinceMs : Math.max(0, Math.min(toldMs - aheadMs, roomMs))
    // One that slept has not moved yet, and who is new began where the one that made it was.
    const isThere = now.held && (last?.held ?? true) && (ranMs === 0 || now.processor === this.#processor)
    this.#sum = isThere
      ? { ...this.#sum, ranMs: this.#sum.ranMs + ranMs, waitedMs: this.#sum.waitedMs + waitedMs }
      : { ...this.#sum, elsewhereMs: this.#sum.elsewhereMs + ranMs }
    const aheadNowMs = waits ? aheadMs + sinceMs : Math.max(0, aheadMs - toldMs)
    return { ...now, aheadMs: aheadNowMs, openMs: roomMs - waitedMs }
  }
}

/** Who runs is seen to after a tick of the slowest kernels. */
const tickMs = 10

const nothing: RunDelay = { ranMs: 0, waitedMs: 0, elsewhereMs: 0 }

/** What the kernel says of a thread. */
interface Look {
  readonly ranMs: Ms
  readonly waitedMs: Ms
  /** It may run on the processor that is asked for, and on no other. */
  readonly held: boolean
  /** Where it ran last. */
  readonly processor: number
  /** It runs or waits for its turn. */
  readonly runnable: boolean
}

/** And what came of it. */
interface Counted extends Look {
  /** So much of a wait that is not over is counted already. */
  readonly aheadMs: Ms
  /** So long it has been known and neither ran nor waited: a wait that began before is not counted from there. */
  readonly openMs: Ms
}

/** Where it ran last. */
export function processorOf(thread: Thread): number {
  return processorIn(statOf(thread))
}

/** The 39th field. */
function processorIn(stat: readonly string[]): number {
  return Number(stat[39 - 3])
}

function lookAt(thread: Thread, processor: number): Look | undefined {
  const turns = turnsOf(thread)
  const might = quietly(() => affinityOf(thread.id))
  const stat = quietly(() => statOf(thread))
  if (!turns || !might || !stat) return undefined
  const held = might.length === 1 && might[0] === processor
  return { ...turns, held, processor: processorIn(stat), runnable: stat[0] === 'R' }
}
