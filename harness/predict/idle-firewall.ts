// A firewall that forgets: whether a client's own traffic keeps it from that, and what comes of it when it has.
import type { Fault } from '../model/fault.ts'
import type { Circumstances } from './circumstances.ts'
import type { Effect, Unpredictable } from './effect.ts'
import { kernelsOf } from './kernel.ts'
import { lateMs } from './lateness.ts'
import { resetFrom, silent, well } from './outage.ts'
import type { Span } from './span.ts'

/** The rule of idle-firewall. The fault comes when the limit is reached. */
export function idleFirewall(
  { idleMs, onNextPacket }: Fault<'idle-firewall'>,
  on: Circumstances,
): Effect | Unpredictable {
  const gapMs = on.state === undefined || on.state === 'idle' ? pauseMs(on) : undefined
  if (gapMs && gapMs[1] < idleMs) return { kernel: well, reason: 'its own traffic comes before the firewall forgets' }
  if (gapMs && gapMs[0] <= idleMs) return { why: 'the phase of a timer decides whether the firewall forgets before it' }
  return { ...forgetting(onNextPacket), quietMs: [idleMs, idleMs] }
}

/** A firewall that knows the connection no more: what belongs to it is dropped or refused, and a SYN passes. */
export function forgetting(onNextPacket: 'drop' | 'reset'): Effect {
  return { kernel: onNextPacket === 'drop' ? silent : resetFrom(), connecting: well }
}

/**
 * How long a client's own traffic lets an idle connection be silent at the longest; undefined where it says nothing by itself. The pause after
 * a probe that was answered is the interval where that is longer than `idle`: the timer was set for it before the answer came.
 */
export function pauseMs(on: Pick<Circumstances, 'settings' | 'kernel'>): Span | undefined {
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
