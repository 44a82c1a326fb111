// Whether busy loops competed with a program for a processor, as far as their number and niceness must cost it.
import { sum } from '../kit/sum.ts'
import type { Ms } from '../model/units.ts'
import type { RunDelay } from './run-delay.ts'

/** So many loops, and how nice they are to others. */
export interface Load {
  readonly competitors: number
  readonly nice?: number
}

/** What was counted of all on the program's processor. */
export interface Taken {
  readonly load: Load
  readonly elapsedMs: Ms
  /** Of each loop. */
  readonly loops: readonly RunDelay[]
  readonly program: RunDelay
}

/**
 * The processor was never free, since each loop ran there or waited for it all the time; for what the program ran, the loops had their part; and it
 * did not run around them. Whether a program had to wait is its own affair: one that sleeps need not.
 */
export function isTaken({ load, elapsedMs, loops, program }: Taken): boolean {
  const wanted = loops.map(({ ranMs, waitedMs }) => (ranMs + waitedMs) / elapsedMs)
  const stayed = wanted.every(part => part >= leastOfEach) && sum(wanted) >= load.competitors * leastOfAll
  const tookMs = ranMsOf(loops)
  const had = tookMs > 0 && tookMs >= dueMs({ load, elapsedMs, program }) * leastOfDue
  return elapsedMs > 0 && stayed && had && program.elsewhereMs <= elapsedMs * mostElsewhere
}

/** How long the loops ran there. */
export function ranMsOf(loops: readonly RunDelay[]): Ms {
  return sum(loops.map(({ ranMs }) => ranMs))
}

/** Each loop has as much as a thread that computes beside it, and a fifth less for each step of nice, sched(7). Others at work there take from both. */
function dueMs({ load, elapsedMs, program }: Omit<Taken, 'loops'>): Ms {
  const threads = Math.max(1, (program.ranMs + program.waitedMs) / elapsedMs)
  return (load.competitors * program.ranMs) / threads / 1.25 ** (load.nice ?? 0)
}

/** Of a wait that has begun since the last look nothing is known yet. */
const [leastOfEach, leastOfAll] = [0.25, 0.5]
/** Turns are not divided, and a short run has few of them. */
const leastOfDue = 0.5
/** Who is started by somebody else runs free until it is found. */
const mostElsewhere = 0.05
