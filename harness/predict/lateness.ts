// How late programs are: their own timers, and the telling of what they noticed.
import type { ClockName, Ms } from '../model/units.ts'

/**
 * How late a program's timer may be: epoll_wait() may be woken a thousandth late, and 100 ms at most (select_estimate_accuracy() of
 * fs/select.c), and Node counts whole milliseconds.
 */
export function lateMs(ms: Ms): Ms {
  return Math.min(ms / 1_000, 100) + 2
}

/** Node counts from the start of the turn of its loop, in whole milliseconds: so much early. */
export const earlyMs = 2

/** How late a program and its runtime may be in telling what they noticed. In virtual time computing takes no time. */
export const tellingMs: Readonly<Record<ClockName, Ms>> = { real: 100, virtual: 5 }
