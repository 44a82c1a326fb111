// SO_KEEPALIVE by tcp_keepalive_timer() of net/ipv4/tcp_timer.c: it probes when nothing was heard for `idle` and nothing is outstanding.
import type { Settings } from '../../model/settings.ts'
import type { Ms } from '../../model/units.ts'
import type { KernelRules } from '../kernel.ts'
import { phasesTried } from '../phases.ts'
import type { Schedule } from '../schedule.ts'
import type { Span } from '../span.ts'
import type { Wheel } from '../wheel.ts'

/**
 * The probes in every phase, from the first one after the fault. `quietMs`: how long nothing had been heard when the fault came; without
 * it, or where it is longer than the first probe can be away, any time is possible. A probe that was sent up to `onItsWayMs` before may have been
 * met by the fault.
 */
export function keepaliveSchedules(
  rules: KernelRules,
  settings: Settings,
  quietMs?: Span,
  onItsWayMs = 0,
): readonly Schedule[] {
  const { tickMs } = rules.wheel
  const all = probings(rules, settings)
  const schedules = all.flatMap(({ silence: [least, most], ...schedule }): Schedule[] => {
    const [shortMs, longMs] = [(least - 1) * tickMs, most * tickMs]
    const withinMs: Span = quietMs
      ? [quietMs[0] - longMs, Math.min(onItsWayMs, quietMs[1] - shortMs)]
      : [-longMs, onItsWayMs]
    return withinMs[0] <= withinMs[1] ? [{ ...schedule, withinMs }] : []
  })
  return schedules.length > 0 || !quietMs ? schedules : keepaliveSchedules(rules, settings, undefined, onItsWayMs)
}

/** A schedule, and between how much silence and how much its first probe comes. */
type Probing = Omit<Schedule, 'withinMs'> & { readonly silence: Span }

function probings(
  { wheel }: KernelRules,
  { keepalive, userTimeoutMs = Number.POSITIVE_INFINITY }: Settings,
): Probing[] {
  if (!keepalive) return []
  const [idle, interval] = [wheel.ticks(taken(keepalive.idleMs)), wheel.ticks(taken(keepalive.intervalMs))]
  const count = Math.min(keepalive.count, mostProbes)
  const userTimeout = wheel.ticks(userTimeoutMs)
  const ends = userTimeout !== Number.POSITIVE_INFINITY
  return firstProbes(wheel, idle, interval).flatMap(({ grain, silence }) =>
    phases(grain, wheel.unit(interval), ends ? userTimeout / interval : count).flatMap(start =>
      ends
        ? timedOut(start, silence, { wheel, interval, userTimeout })
        : counted(start, silence, { wheel, interval, count }),
    ),
  )
}

function counted(start: number, silence: Span, { wheel, interval, count }: Probes & { count: number }): Probing[] {
  const sends = [start]
  while (sends.length < count) sends.push(wheel.fires(sends.at(-1) ?? start, interval))
  return [{ start, sends, ends: wheel.fires(sends.at(-1) ?? start, interval), by: 'keepalive', silence }]
}

/** The first firing after a probe at which the user timeout has passed ends it: which that is depends on the silence before the first. */
function timedOut(
  start: number,
  silence: Span,
  { wheel, interval, userTimeout }: Probes & { userTimeout: number },
): Probing[] {
  const found: Probing[] = []
  const sends = [start]
  for (let longest = silence[1]; longest >= silence[0]; ) {
    const ends = wheel.fires(sends.at(-1) ?? start, interval)
    const needed = Math.max(silence[0], userTimeout - (ends - start))
    if (needed <= longest)
      found.push({ start, sends: sends.slice(), ends, by: 'user-timeout', silence: [needed, longest] })
    longest = Math.min(longest, needed - 1)
    sends.push(ends)
  }
  return found
}

interface Probes {
  readonly wheel: Wheel
  readonly interval: number
}

/**
 * How much silence precedes the first probe, and how finely its time is kept. A timer that was set for all of `idle` is kept most coarsely,
 * and one that was set again for what remained of it, because something had been heard meanwhile, the more finely the less remained. A
 * timer that was set for the interval, by a probe that was answered, runs on however short `idle` is.
 */
function firstProbes({ unit }: Wheel, idle: number, interval: number): { grain: number; silence: Span }[] {
  const set = grains(unit(idle)).map(grain => ({ grain, silence: [idle, idle + grain] as const }))
  if (interval <= idle) return set
  return [...set, { grain: unit(interval), silence: [idle, interval + unit(interval)] }]
}

function grains(coarsest: number): number[] {
  return coarsest === 1 ? [1] : [...grains(coarsest / 8), coarsest]
}

/** Where on the wheel a timer that was kept so finely may have fired, where each runs so many steps. */
function phases(grain: number, unit: number, steps: number): number[] {
  return phasesTried(Math.max(1, unit / grain), Math.ceil(steps)).map(phase => phase * grain)
}

/** MAX_TCP_KEEPIDLE and MAX_TCP_KEEPINTVL of linux/tcp.h: what else a file may say, no kernel takes. */
function taken(ms: Ms): Ms {
  return Math.min(Math.max(ms, 1_000), 32_767_000)
}

/** MAX_TCP_KEEPCNT. */
const mostProbes = 127
