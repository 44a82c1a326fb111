// How long an idle client is silent between two things that it says by itself.
import type { Conditions } from './conditions.ts'
import { kernelsOf } from './kernel.ts'
import { lateMs } from './lateness.ts'
import type { Span } from './span.ts'

/**
 * How long a client's own traffic lets an idle connection be silent at the longest; undefined where it says nothing by itself. The pause after
 * a probe that was answered is the interval where that is longer than `idle`: the timer was set for it before the answer came.
 */
export function pauseMs(on: Pick<Conditions, 'settings' | 'kernel'>): Span | undefined {
  const { keepalive, heartbeat, asksEveryMs } = on.settings
  const probes =
    keepalive &&
    kernelsOf(on).map(({ wheel }) => {
      const ticks = wheel.ticks(Math.max(keepalive.idleMs, keepalive.intervalMs))
      return (ticks + wheel.unit(ticks)) * wheel.tickMs
    })
  const pauses: Span[] = [
    ...(keepalive && probes ? [[Math.max(keepalive.idleMs, keepalive.intervalMs), Math.max(...probes)] as const] : []),
    ...[heartbeat?.everyMs, asksEveryMs].flatMap(ms => (ms === undefined ? [] : [[ms, ms + lateMs(ms)] as const])),
  ]
  if (pauses.length === 0) return undefined
  return [Math.min(...pauses.map(([low]) => low)), Math.min(...pauses.map(([, high]) => high))]
}
