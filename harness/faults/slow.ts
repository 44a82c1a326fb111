// The way is slow, or loses packets, and nobody is dead.
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Conditions } from '../timers/conditions.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import { asSpan, atOnce } from '../timers/span.ts'
import type { HostAmong } from './hosts.ts'
import type { FaultKind, Percent } from './kind.ts'
import { lasting, shared, timed } from './values.ts'
import {
  asWhereToward,
  hostsIn,
  isNarrow,
  struckOn,
  type WhereToward,
  type WhereTowardOptions,
  whereFields,
} from './where.ts'

/**
 * The way is slow, and nobody is dead: each packet comes `delay` later, give or take `jitter`, and `loss` per cent of them never do.
 * Both ways an answer comes later by twice the delay; `toward`, `between`, `port` and `connection` say of which packets. With `for` it heals by itself.
 * @example slow({ delay: '2s', jitter: '500ms', loss: 1 })
 * @throws E_SLOW when that is no slowness: none at all, everything lost, a jitter above the delay
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_DURATION when `delay`, `jitter` or `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function slow<const H extends HostName = never>(options: SlowOptions<H>): Slow<HostAmong<H>> {
  refuseUnknown('fault slow', options, ['delay', 'jitter', 'loss', 'toward', ...whereFields, 'for'])
  const { loss = 0, for: length } = options
  const delayMs = lengthOf('`delay` of the fault slow', options.delay ?? 0)
  const jitterMs = lengthOf('`jitter` of the fault slow', options.jitter ?? 0)
  if (!(loss >= 0 && loss < 100))
    throw refusal('loss is a percentage below 100', loss, 'For all of them write blackHole()')
  if (jitterMs > delayMs) throw refusal('jitter is longer than delay', jitterMs, 'No packet comes before its time')
  if (delayMs === 0 && loss === 0) throw refusal('it has neither delay nor loss', 0, "Write slow({ delay: '2s' })")
  return {
    kind: 'slow',
    delayMs,
    ...(jitterMs === 0 ? {} : { jitterMs }),
    ...(loss === 0 ? {} : { lossPercent: loss }),
    ...asWhereToward('slow', options),
    ...lasting('slow', length),
  }
}

/** How slow. */
export interface SlowOptions<H extends HostName = HostName> extends WhereTowardOptions<H> {
  /** @default '0s' */
  delay?: Duration
  /** @default '0s' */
  jitter?: Duration
  /** Per cent. @default 0 */
  loss?: number
  /** @default for good */
  for?: Duration
}

/**
 * The way is slow, and nobody is dead: each packet comes `delayMs` later, more or less by up to `jitterMs`, and some
 * are lost. Both ways an answer comes later by twice the delay. `forMs`: heals by itself.
 */
export interface Slow<H extends HostName = HostName> extends WhereToward<H> {
  readonly kind: 'slow'
  readonly delayMs: Ms
  readonly jitterMs?: Ms
  readonly lossPercent?: Percent
  readonly forMs?: Ms
}

/** What there is to know of it. */
export const slowKind: FaultKind<Slow> = {
  spellings: [
    timed(
      'slow',
      '2s',
      delay => slow({ delay }),
      ({ delayMs }) => delayMs,
    ),
    shared(
      'loss',
      '2',
      loss => slow({ loss }),
      ({ lossPercent }) => lossPercent,
    ),
  ],
  hosts: hostsIn,
  where: fault => fault,
  shapes: fault => (isNarrow(fault) ? 'some' : 'all'),
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  weather: ({ lossPercent, forMs }) => lossPercent !== undefined && forMs === undefined,
  takes: () => 'time',
  effect: (fault, on) => {
    return struckOn(fault, on, late, 'what is slow')

    function late(): Effect | Unpredictable {
      if (fault.lossPercent !== undefined && speaks(on)) return { why: 'chance decides which packets are lost' }
      const { delayMs, jitterMs = 0, toward = 'both', forMs } = fault
      const ways = toward === 'both' ? 2 : 1
      const [leastTrip, mostTrip] = asSpan(on.rttMs ?? 0)
      const most = mostTrip + ways * (delayMs + jitterMs) + passingMs
      const least = forMs === undefined ? leastTrip + Math.max(0, ways * (delayMs - jitterMs)) : 0
      return { kernel: { untilMs: atOnce, reply: 'answers', delayMs: [least, most] } }
    }
  },
}

/** Whether the client says anything by itself. */
function speaks({ state = 'idle', settings, nextWriteMs }: Conditions): boolean {
  const { keepalive, heartbeat, asksEveryMs } = settings
  return state !== 'idle' || [nextWriteMs, keepalive, heartbeat, asksEveryMs].some(said => said !== undefined)
}

/** What else an answer takes: the way itself, and the peer's program. */
const passingMs = 5

function refusal(cause: string, got: number, fix: string): HalfopenError {
  return new HalfopenError('E_SLOW', `Cannot use the fault slow: ${cause}, got "${got}"`, { fix })
}
