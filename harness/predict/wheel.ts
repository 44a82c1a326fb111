// Linux's timer wheel: a timer never fires early, and late by up to an eighth, depending on the phase of jiffies.
import type { Ms } from '../model/units.ts'

/** Ticks a second of the kernel: CONFIG_HZ. */
const hz = 250
const jiffyMs = 1_000 / hz
const levels = 8
const phases = 256

/** The earliest and the latest time at which timers started one after another fire, over all phases of the wheel. */
export function firing(timersMs: readonly Ms[]): readonly [Ms, Ms] {
  const longest = Math.max(...timersMs) / jiffyMs
  const period = 8 ** levelOf(longest)
  const starts = Array.from({ length: phases }, (_, i) => Math.floor((i * period) / phases))
  const lengths = starts.map(start => timersMs.reduce((now, ms) => fire(now, Math.round(ms / jiffyMs)), start) - start)
  return [(Math.min(...lengths) - 1) * jiffyMs, Math.max(...lengths) * jiffyMs]
}

/** The jiffy in which a timer of `ticks`, started in jiffy `now`, fires: kernel/time/timer.c, calc_index(). */
function fire(now: number, ticks: number): number {
  const unit = 8 ** levelOf(ticks)
  return (Math.floor((now + ticks) / unit) + 1) * unit
}

function levelOf(ticks: number): number {
  const level = Array.from({ length: levels }, (_, i) => i).find(i => ticks < 63 * 8 ** i)
  return level ?? levels
}
