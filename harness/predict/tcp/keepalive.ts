// SO_KEEPALIVE by tcp_keepalive_timer() of net/ipv4/tcp_timer.c: it probes when nothing was heard for `idle` and nothing is outstanding.
import type { Settings } from '../../model/settings.ts'
import type { Chain } from '../chain.ts'
import type { KernelRules } from '../kernel.ts'
import { overlap, type Span } from '../span.ts'

/**
 * The probes in every phase, from the first one after the fault. `quietMs`: how long nothing had been heard when the fault came; without
 * it, or where it is longer than the first probe can be away, any time is possible.
 */
export function keepaliveChains(rules: KernelRules, settings: Settings, quietMs?: Span): readonly Chain[] {
  const { keepalive, userTimeoutMs = Number.POSITIVE_INFINITY } = settings
  if (!keepalive) return []
  const { wheel } = rules
  const idle = wheel.ticks(keepalive.idleMs)
  const interval = wheel.ticks(keepalive.intervalMs)
  const given = { wheel, interval, count: keepalive.count, userTimeout: wheel.ticks(userTimeoutMs) }
  const chains = grains(wheel.unit(idle)).flatMap(grain =>
    phases(grain, wheel.unit(interval)).flatMap(first =>
      probing(first, [idle, idle + grain], given).map(({ silence: [least, most], ...chain }): Chain => {
        const [shortMs, longMs] = [(least - 1) * wheel.tickMs, most * wheel.tickMs]
        const ageMs: Span = quietMs ? [quietMs[0] - longMs, Math.min(0, quietMs[1] - shortMs)] : [-longMs, 0]
        return { ...chain, ageMs }
      }),
    ),
  )
  const possible = chains.filter(({ ageMs }) => ageMs[0] <= ageMs[1])
  return possible.length > 0 || !quietMs ? possible : keepaliveChains(rules, settings)
}

interface Given {
  readonly wheel: KernelRules['wheel']
  readonly interval: number
  readonly count: number
  readonly userTimeout: number
}

/**
 * What follows a first probe at `first`, after so much silence. With a user timeout the probes are not counted: the first firing after
 * one at which it has passed ends it, and which that is depends on the silence before.
 */
function probing(first: number, silence: Span, { wheel, interval, count, userTimeout }: Given): Probing[] {
  const [least, most] = silence
  const timed = userTimeout < Number.POSITIVE_INFINITY
  const times = [0]
  for (let now = first; timed ? least + now - first < userTimeout || times.length < 2 : times.length <= count; ) {
    now = wheel.fires(now, interval)
    times.push(now - first)
  }
  const sendsMs = times.map(at => at * wheel.tickMs)
  const endings = times.map((at, i) => ({ sendsMs: sendsMs.slice(0, i), endsMs: at * wheel.tickMs, at }))
  if (!timed) return endings.slice(-1).map(ending => ({ ...ending, by: 'keepalive', silence }))
  return endings.slice(1).flatMap((ending, i): Probing[] => {
    const before = times[i] ?? 0
    const needed = overlap([userTimeout - ending.at, i === 0 ? most : userTimeout - before - 1], silence)
    return needed ? [{ ...ending, by: 'user-timeout', silence: needed }] : []
  })
}

type Probing = Omit<Chain, 'ageMs'> & { readonly silence: Span }

/**
 * How finely the first probe's time may be kept: a timer that was set for all of `idle` is kept most coarsely, and one that was set
 * again for what remained of it, because something had been heard meanwhile, the more finely the less remained.
 */
function grains(coarsest: number): number[] {
  return coarsest === 1 ? [1] : [...grains(coarsest / 8), coarsest]
}

/** Where on the wheel a timer that was kept so finely may have fired. */
function phases(grain: number, unit: number): number[] {
  return Array.from({ length: Math.max(1, unit / grain) }, (_, i) => i * grain)
}
