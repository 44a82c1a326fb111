// After how long a healthy connection is in the same phase again: over that a fault is moved, where it may meet any of them. Pure.
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import type { Circumstances } from './circumstances.ts'
import { predict } from './predict.ts'

/**
 * The period that decides when a fault is noticed: that of whoever notices it, or of whom the fault meets first where the kernel is told by an
 * answer or by its absence. Undefined where the client has none.
 */
export function decidingPeriodMs(on: Pick<Circumstances, 'settings' | 'fault' | 'state' | 'path'>): Ms | undefined {
  const { heartbeat, asksEveryMs, keepalive } = on.settings
  switch (predict(on).mechanism) {
    case 'heartbeat-deadline':
      return heartbeat?.everyMs
    case 'request-timeout':
      return asksEveryMs ?? longestPeriodMs(on.settings)
    case 'keepalive':
      return keepalive && keepalivePeriodMs(keepalive)
    case 'user-timeout':
    case 'retransmission':
    case 'reset':
      return periodsOf(on.settings).toSorted((a, b) => a - b)[0]
    default:
      return longestPeriodMs(on.settings)
  }
}

/** Of several the longest; undefined of none. */
export function longestPeriodMs(settings: Settings): Ms | undefined {
  return periodsOf(settings).toSorted((a, b) => b - a)[0]
}

/** The keepalive timer is set for the interval where that is longer than the idle time. */
export function keepalivePeriodMs({ idleMs, intervalMs }: NonNullable<Settings['keepalive']>): Ms {
  return Math.max(idleMs, intervalMs)
}

function periodsOf({ keepalive, heartbeat, asksEveryMs }: Settings): readonly Ms[] {
  const probes = keepalive ? [keepalivePeriodMs(keepalive)] : []
  return [...probes, ...[heartbeat?.everyMs, asksEveryMs].flatMap(ms => ms ?? [])].filter(ms => ms > 0)
}
