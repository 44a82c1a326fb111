// How long processes have run and how long they had to wait for a processor: CONFIG_SCHED_INFO, sched-stats.rst in the kernel's documentation.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Ms } from '../model/units.ts'

/** Both of all their threads together, since some instant. */
export interface RunDelay {
  readonly ranMs: Ms
  /** They could have run, and something else did. */
  readonly waitedMs: Ms
}

/** Whether this kernel counts it. */
export function countsRunDelay(): boolean {
  return existsSync('/proc/self/schedstat')
}

/** Counts from now on. Of a thread that has ended, what was read last is all. */
export class RunDelays {
  readonly #pids: () => readonly number[]
  readonly #last = new Map<number, RunDelay>()
  #sum: RunDelay = { ranMs: 0, waitedMs: 0 }

  constructor(pids: () => readonly number[]) {
    this.#pids = pids
    this.sinceStart()
    this.#sum = { ranMs: 0, waitedMs: 0 }
  }

  sinceStart(): RunDelay {
    for (const thread of this.#pids().flatMap(threadsOf)) {
      const now = delayOf(thread)
      if (!now) continue
      const { ranMs, waitedMs } = this.#last.get(thread.id) ?? { ranMs: 0, waitedMs: 0 }
      this.#sum = {
        ranMs: this.#sum.ranMs + Math.max(0, now.ranMs - ranMs),
        waitedMs: this.#sum.waitedMs + Math.max(0, now.waitedMs - waitedMs),
      }
      this.#last.set(thread.id, now)
    }
    return this.#sum
  }
}

/** The threads of a process; none of one that has gone. */
export function threadsOf(pid: number): readonly Thread[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(id => ({ pid, id: Number(id) }))
  } catch {
    return []
  }
}

interface Thread {
  readonly pid: number
  readonly id: number
}

/** Nanoseconds on a processor, nanoseconds of waiting for one, and how often it was given one. */
function delayOf({ pid, id }: Thread): RunDelay | undefined {
  try {
    const [ran = '', waited = ''] = readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'latin1').split(' ')
    return { ranMs: Number(ran) / 1e6, waitedMs: Number(waited) / 1e6 }
  } catch {
    return undefined
  }
}
