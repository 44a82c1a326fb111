// An old segment comes a second time, long after it was acknowledged: one that lay in a queue somewhere, or that somebody kept.
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { well } from '../timers/outage.ts'
import type { HostAmong } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { timed } from './values.ts'
import { asWhereToward, hostsIn, struckOn, type WhereToward, type WhereTowardOptions, whereFields } from './where.ts'

/**
 * The first segment with data that passes is kept, and sent again by the router `after` so long; `toward`, `between`, `port` and `connection` say
 * of which. It comes in where it came in before, so that a firewall and NAT judge it. Somebody has to say something within `after`, or 2 s.
 * With `outOfWindow` its numbers are moved by a gigabyte, so that no window has room for it: conntrack calls it invalid, NAT does not rewrite it, and
 * whoever gets it knows no such connection. Linux since 6.2 calls that invalid of what is `ahead` alone.
 * @example replay({ toward: 'client', after: '30s' })
 * @example replay({ toward: 'server', outOfWindow: 'ahead' })
 * @throws E_REPLAY when it cannot be out of the window like that
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_DURATION when `after` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function replay<const H extends HostName = never>(options: ReplayOptions<H> = {}): Replay<HostAmong<H>> {
  refuseUnknown('fault replay', options, ['toward', ...whereFields, 'after', 'outOfWindow'])
  const { after = '1s', outOfWindow } = options
  if (outOfWindow !== undefined && !sides.includes(outOfWindow))
    throw new HalfopenError(
      'E_REPLAY',
      `Cannot use the fault replay: it is behind the window or ahead of it, got "${shown(outOfWindow)}"`,
      { fix: "Write replay({ outOfWindow: 'ahead' })" },
    )
  return {
    kind: 'replay',
    afterMs: lengthOf('`after` of the fault replay', after),
    ...(outOfWindow === undefined ? {} : { outOfWindow }),
    ...asWhereToward('replay', options),
  }
}

/** Which one, and when it comes again. */
export interface ReplayOptions<H extends HostName = HostName> extends WhereTowardOptions<H> {
  /** @default '1s' */
  after?: Duration
  /**
   * `behind`: as old as a gigabyte of data. `ahead`: as one of an earlier connection between these ports, or one that the router takes for it because it
   * has missed how the window grew.
   * @default where it was
   */
  outOfWindow?: 'behind' | 'ahead'
}

/** One segment with data is sent again, so long after it passed. */
export interface Replay<H extends HostName = HostName> extends WhereToward<H> {
  readonly kind: 'replay'
  readonly afterMs: Ms
  /** Moved there by a gigabyte. */
  readonly outOfWindow?: 'behind' | 'ahead'
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
  takes: () => 'more',
  effect: (fault, on) =>
    struckOn(
      fault,
      on,
      () =>
        fault.outOfWindow === undefined
          ? { kernel: well, reason: 'TCP acknowledges an old segment once more' }
          : { why: 'what is on its way decides whether a segment out of the window is passed on, and to whom' },
      'what is replayed',
    ),
}

const sides = ['behind', 'ahead'] as const
