// A load beside a host's programs: they are held to one processor, and so many busy loops with them. Linux, and no privilege is needed.
import { availableParallelism } from 'node:os'
import { every, startClock } from '../kit/clock.ts'
import type { Evidence } from '../model/evidence.ts'
import { BusyLoops } from './busy-loops.ts'
import { Held } from './held.ts'
import { countsRunDelay, RunDelays } from './run-delay.ts'

/** Why there can be no such load on this machine; undefined where there can. */
export function competitionMissing({ processors, counts }: Machine = thisMachine()): string | undefined {
  if (processors < 2) return 'there is one CPU only, and a load on it would starve the harness as well'
  if (counts) return undefined
  return 'how long a program waits for a CPU is read from /proc/PID/schedstat, which this kernel has not (CONFIG_SCHED_INFO)'
}

interface Machine {
  readonly processors: number
  /** Its kernel counts how long each thread waits. */
  readonly counts: boolean
}

function thisMachine(): Machine {
  return { processors: availableParallelism(), counts: countsRunDelay() }
}

/** Puts the load beside these processes, asked for again and again: they may change. Rejects with E_START where there is no sh. */
export async function compete(pids: Pids, load: Load, signal: AbortSignal): Promise<Competition> {
  const held = new Held(pids)
  const loops = new BusyLoops()
  try {
    held.hold()
    await loops.start(load.competitors, held.processor, load.nice ?? 0, signal)
    return new Competition(held, loops, load)
  } catch (thrown) {
    held[Symbol.dispose]()
    await loops[Symbol.asyncDispose]()
    throw thrown
  }
}

type Pids = () => readonly number[]

/** So many loops, and how nice they are to others. */
export interface Load {
  readonly competitors: number
  readonly nice?: number
}

/** In force. Disposing ends the loops and lets the processes run wherever they might before. */
class Competition implements AsyncDisposable {
  readonly #held: Held
  readonly #loops: BusyLoops
  readonly #load: Load
  readonly #clock = startClock()
  readonly #program: RunDelays
  readonly #competitor: RunDelays
  readonly #watch: Disposable

  constructor(held: Held, loops: BusyLoops, load: Load) {
    this.#held = held
    this.#loops = loops
    this.#load = load
    this.#program = new RunDelays(held.pids)
    this.#competitor = new RunDelays(() => loops.pids)
    // What is started meanwhile by somebody else is held as well, and what ends is counted until then.
    this.#watch = every(recountMs, () => {
      held.hold()
      this.#program.sinceStart()
    })
  }

  /** The CPU that they share. */
  get processor(): number {
    return this.#held.processor
  }

  /** Undefined where a loop has ended, a process runs elsewhere, or nobody had to wait. */
  evidence(): Evidence | undefined {
    this.#held.hold()
    const elapsedMs = this.#clock.nowMs()
    const { ranMs, waitedMs } = this.#program.sinceStart()
    const { ranMs: competitorMs } = this.#competitor.sinceStart()
    if (!this.#loops.alive || !this.#held.isHeld() || competitorMs < leastMs || waitedMs < leastMs) return undefined
    const { competitors, nice = 0 } = this.#load
    const loops = competitors === 1 ? 'a busy loop' : `${competitors} busy loops`
    return {
      text:
        `${loops} of nice ${nice} took ${seconds(competitorMs)} of CPU ${this.processor} in ${seconds(elapsedMs)}; ` +
        `beside that it ran for ${seconds(ranMs)} and waited ${seconds(waitedMs)} for its turn`,
      facts: { competitors, nice, processor: this.processor, competitorMs, elapsedMs, ranMs, waitedMs },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch[Symbol.dispose]()
    this.#held[Symbol.dispose]()
    await this.#loops[Symbol.asyncDispose]()
  }
}

/** What a thread starts is held with it; a process that somebody else starts has to be found. */
const recountMs = 500
/** A tick of the slowest kernels: less is nothing to have waited. */
const leastMs = 10

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
