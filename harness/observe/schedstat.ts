// How long a thread has run and how long it had to wait for a processor: CONFIG_SCHED_INFO, sched-stats.rst in the kernel's documentation.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Ms } from '../model/units.ts'

/** Whether this kernel counts it. */
export function countsRunDelay(): boolean {
  return existsSync('/proc/self/schedstat')
}

/** One of them. */
export interface Thread {
  readonly pid: number
  readonly id: number
}

/** Since it was started. A wait is told when it is over, however long it was. */
export interface Turns {
  readonly ranMs: Ms
  readonly waitedMs: Ms
}

/** The threads of a process; none of one that has gone. */
export function threadsOf(pid: number): readonly Thread[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(id => ({ pid, id: Number(id) }))
  } catch {
    return []
  }
}

/** The fields of proc_pid_stat(5) from the third on, its state: a name may hold spaces and brackets. Throws where it has gone. */
export function statOf({ pid, id }: Thread): readonly string[] {
  return readFileSync(`/proc/${pid}/task/${id}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ')
}

/** Whether it has something to do and does it, or waits for a processor to do it. */
export function isRunnable(thread: Thread): boolean {
  try {
    return statOf(thread)[0] === 'R'
  } catch {
    return false
  }
}

/** What the kernel counts of a thread; undefined of one that has gone. */
export function turnsOf({ pid, id }: Thread): Turns | undefined {
  return turnsIn(`/proc/${pid}/task/${id}/schedstat`)
}

/** Of the thread that asks. */
export function ownTurns(): Turns | undefined {
  return turnsIn('/proc/thread-self/schedstat')
}

/** Nanoseconds on a processor, nanoseconds of waiting for one, and how often it was given one. */
function turnsIn(file: string): Turns | undefined {
  try {
    const [ran = '', waited = ''] = readFileSync(file, 'latin1').split(' ')
    return { ranMs: Number(ran) / 1e6, waitedMs: Number(waited) / 1e6 }
  } catch {
    return undefined
  }
}
