// Linux's timer wheel, by kernel/time/timer.c: a timer never fires early, and late by up to an eighth, depending on the phase of jiffies.
import type { Ms } from '../model/units.ts'

/** The wheel of a kernel with so many ticks a second (CONFIG_HZ). Instants are jiffies. */
export function wheelOf(hz: number): Wheel {
  return {
    hz,
    tickMs: 1_000 / hz,
    ticks: ms => Math.ceil((ms * hz) / 1_000 - 1e-6),
    unit,
    fires: (now, ticks) => (Math.floor((now + ticks) / unit(ticks)) + 1) * unit(ticks),
  }
}

/** A timer wheel. */
export interface Wheel {
  readonly hz: number
  readonly tickMs: Ms
  /** So many whole ticks last at least `ms`: msecs_to_jiffies(). */
  ticks(ms: Ms): number
  /** How finely a timer of so many ticks is kept: it fires at a multiple of this. */
  unit(ticks: number): number
  /** When a timer of so many ticks fires that is set at `now`: calc_index(). */
  fires(now: number, ticks: number): number
}

/** Eight levels of 64 slots, each eight times as coarse as the one below: LVL_START(). */
function unit(ticks: number): number {
  let unit = 1
  while (ticks >= 63 * unit && unit < 8 ** 8) unit *= 8
  return unit
}
