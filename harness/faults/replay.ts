// An old segment comes a second time, long after it was acknowledged: one that lay in a queue somewhere, or that somebody kept.
import { type Duration, parseMs } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { well } from '../timers/outage.ts'
import type { FaultKind } from './kind.ts'
import { timed } from './values.ts'
import { asWhereToward, hostsIn, struckOn, type WhereToward, type WhereTowardOptions, whereFields } from './where.ts'

/**
 * The first segment with data that passes is kept, and sent again by the router `after` so long; `toward`, `between`, `port` and `connection` say
 * of which. It comes in where it came in before, so that a firewall and NAT judge it. Somebody has to say something within `after`, or 2 s.
 * @example replay({ toward: 'client', after: '30s' })
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such port or connection
 * @throws E_DURATION when `after` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function replay<const H extends HostName = never>(options: ReplayOptions<H> = {}): Replay<H> {
  refuseUnknown('fault replay', options, ['toward', ...whereFields, 'after'])
  return { kind: 'replay', afterMs: parseMs(options.after ?? '1s'), ...asWhereToward('replay', options) }
}

/** Which one, and when it comes again. */
export interface ReplayOptions<H extends HostName = HostName> extends WhereTowardOptions<H> {
  /** @default '1s' */
  after?: Duration
}

/** One segment with data is sent again, so long after it passed. */
export interface Replay<H extends HostName = HostName> extends WhereToward<H> {
  readonly kind: 'replay'
  readonly afterMs: Ms
}

/** What there is to know of it: RFC 9293 section 3.10.7.4 acknowledges again what was acknowledged before. */
export const replayKind: FaultKind<Replay> = {
  spellings: [
    timed(
      'replay',
      '1s',
      after => replay({ after }),
      ({ afterMs }) => afterMs,
    ),
  ],
  hosts: hostsIn,
  where: fault => fault,
  inForceWithinMs: ({ afterMs }) => 2 * afterMs,
  peerLives: () => true,
  effect: (fault, on) =>
    struckOn(
      fault,
      on,
      () => ({ kernel: well, reason: 'TCP acknowledges an old segment once more' }),
      'what is replayed',
    ),
}
