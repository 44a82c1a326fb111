// A load beside a host's programs: they are held to one processor, and so many busy loops with them. Linux, and no privilege is needed.
import { availableParallelism } from 'node:os'
import { every, sleep, startClock } from '../kit/clock.ts'
import { hundredths } from '../kit/format-time.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Ms } from '../model/units.ts'
import { countsRunDelay } from '../observe/schedstat.ts'
import { BusyLoops } from './busy-loops.ts'
import { Held } from './held.ts'
import { RunDelays } from './run-delay.ts'
import { isTaken, type Load, ranMsOf } from './taken.ts'

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

/** In force. Disposing ends the loops and lets the processes run wherever they might before. */
class Competition implements AsyncDisposable {
  readonly #held: Held
  readonly #loops: BusyLoops
  readonly #load: Load
  readonly #clock = startClock()
  readonly #program: RunDelays
  readonly #each: readonly RunDelays[]
  readonly #watch: Disposable

  constructor(held: Held, loops: BusyLoops, load: Load) {
    this.#held = held
    this.#loops = loops
    this.#load = load
    this.#program = new RunDelays(held.pids, held.processor)
    this.#each = loops.pids.map(pid => new RunDelays(() => [pid], held.processor))
    // What is started meanwhile by somebody else is held as well, and what ends is counted until then.
    this.#watch = every(recountMs, () => {
      this.#count()
      held.hold()
    })
  }

  /** The CPU that they share. */
  get processor(): number {
    return this.#held.processor
  }

  /** Each, and the program, has had a turn by then. */
  get #roundMs(): Ms {
    return turnMs * (this.#load.competitors + 1)
  }

  /** Resolves when each loop has had two turns. */
  async turnsTaken(): Promise<void> {
    await sleep(Math.max(0, 2 * this.#roundMs - this.#clock.nowMs()))
  }

  /**
   * As it was read, and nothing is put right for it. Undefined before each has had a turn, and where a loop has ended, somebody ran elsewhere, or
   * it did not cost what it must.
   */
  evidence(): Evidence | undefined {
    const { elapsedMs, program, loops } = this.#count()
    const isHeld = this.#loops.alive && this.#held.isHeld()
    if (elapsedMs < this.#roundMs || !isHeld || !isTaken({ load: this.#load, elapsedMs, loops, program }))
      return undefined
    const { competitors, nice = 0 } = this.#load
    const { ranMs, waitedMs, elsewhereMs } = program
    const competitorMs = ranMsOf(loops)
    const who = competitors === 1 ? 'a busy loop' : `${competitors} busy loops`
    return {
      text:
        `${who} of nice ${nice} took ${hundredths(competitorMs)} of CPU ${this.processor} in ${hundredths(elapsedMs)}; ` +
        `beside that it ran for ${hundredths(ranMs)} and waited ${hundredths(waitedMs)} for its turn`,
      facts: { competitors, nice, processor: this.processor, competitorMs, elapsedMs, ranMs, waitedMs, elsewhereMs },
    }
  }

  #count() {
    const elapsedMs = this.#clock.nowMs()
    return { elapsedMs, program: this.#program.sinceStart(), loops: this.#each.map(one => one.sinceStart()) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch[Symbol.dispose]()
    this.#held[Symbol.dispose]()
    await this.#loops[Symbol.asyncDispose]()
  }
}

/** What a thread starts is held with it; a process that somebody else starts has to be found. */
const recountMs = 500
/** Nobody who computes keeps a CPU for longer while others wait: a tick of the slowest kernels, sched(7). */
const turnMs = 10
