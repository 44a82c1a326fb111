// A SYN that nobody answers, by tcp_connect(), tcp_write_timeout() and tcp_retransmit_timer(): keepalive has no say in it.
import type { Settings } from '../../model/settings.ts'
import type { Ms } from '../../model/units.ts'
import type { KernelRules } from '../kernel.ts'
import type { Schedule } from '../schedule.ts'
import type { Wheel } from '../wheel.ts'
import { modelTimeout, stampMs, sweep } from './timeout.ts'

/** The SYNs in every phase, from the first one on. */
export function* synSchedules(rules: KernelRules, { userTimeoutMs }: Settings): Iterable<Schedule> {
  const { wheel } = rules
  const run = { ...rules, userTimeoutMs }
  for (const late of withinTick(wheel)) yield* sweep(wheel, (start, turning) => retransmit(start, late, turning, run))
}

/**
 * How long after a whole tick a program may have begun, in ticks: a stamp is no jiffy, it counts whole milliseconds, so each of them makes
 * a difference at its beginning and just before its end.
 */
function withinTick({ tickMs }: Wheel): number[] {
  const begins = Array.from({ length: Math.ceil(tickMs) }, (_, ms) => ms)
  return begins.flatMap(ms => [ms, Math.min(ms + 0.9999, tickMs - 0.0001)].map(lateMs => lateMs / tickMs))
}

interface Run extends KernelRules {
  readonly userTimeoutMs: Ms | undefined
}

function retransmit(tick: number, late: number, wheel: Wheel, run: Run): Schedule {
  const { synRetries, synLinear, rtoMax, userTimeoutMs } = run
  const start = tick + late
  const limitMs = userTimeoutMs ?? modelTimeout(synRetries, wheel.hz, rtoMax) * wheel.tickMs
  const sends = [start]
  let rto = wheel.hz
  let now = wheel.fires(tick, rto)
  for (let retransmits = 0; ; retransmits++) {
    const elapsedMs = stampMs(now, wheel) - stampMs(start, wheel)
    if (retransmits >= synRetries + synLinear) return { start, sends, ends: now, by: 'syn-retries' }
    if (retransmits > 0 && elapsedMs >= limitMs)
      return { start, sends, ends: now, by: userTimeoutMs === undefined ? 'syn-retries' : 'user-timeout' }
    sends.push(now)
    if (retransmits >= synLinear) rto = Math.min(rto * 2, rtoMax)
    const rest = userTimeoutMs === undefined ? rto : Math.max(1, wheel.ticks(userTimeoutMs - elapsedMs))
    now = wheel.fires(now, Math.min(rto, rest))
  }
}
