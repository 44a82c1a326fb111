// How late programs are: their own timers, and the telling of what they noticed.
import type { ClockName, Ms } from '../model/units.ts'
import type { Span } from './span.ts'

/**
 * How late a program's timer may be: epoll_wait() may be woken a thousandth late, and 100 ms at most (select_estimate_accuracy() of
 * fs/select.c), and Node counts whole milliseconds.
 */
export function lateMs(ms: Ms): Ms {
  return Math.min(ms / 1_000, 100) + 2
}

/** When a program's timer of so long began, so to say, if it has run for `ageMs`: it may ring early or late. */
export function timed([least, most]: Span, ms: Ms): Span {
  return [-most - earlyMs, -least + lateMs(ms)]
}

/** Node counts from the start of the turn of its loop, in whole milliseconds: so much early. */
const earlyMs = 2

/** How late a program and its runtime may be in telling what they noticed. In virtual time computing takes no time. */
export const tellingMs: Readonly<Record<ClockName, Ms>> = { real: 100, virtual: 5 }
