// Packets vanish without a word, both ways or one, for good or for a while.
import type { Duration } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { pathOf } from '../timers/conditions.ts'
import { silent, wellFrom } from '../timers/outage.ts'
import { asSide, type HostAmong } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { healed } from './on-path.ts'
import { bare, lasting, timed } from './values.ts'
import { asWhere, hostsIn, struckOn, type Where, type WhereTowardOptions, whereFields } from './where.ts'

/**
 * Packets vanish, both ways unless `toward` says which, and of everybody unless `between` names two hosts, `port` a server's port or
 * `connection` one connection; with `for` it heals by itself, a blip.
 * @example blackHole({ toward: 'server', for: '5s' })
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function blackHole<const H extends HostName = never>(
  options: BlackHoleOptions<H> = {},
): BlackHole<HostAmong<H>> {
  refuseUnknown('fault black-hole', options, ['toward', ...whereFields, 'for'])
  const { toward = 'both', for: length } = options
  return {
    kind: 'black-hole',
    toward: asSide(toward),
    ...asWhere('black-hole', options),
    ...lasting('black-hole', length),
  }
}

/** Which way, of whom, and how long. */
export interface BlackHoleOptions<H extends HostName = HostName> extends WhereTowardOptions<H> {
  /** @default for good */
  for?: Duration
}

/** Packets toward the named host vanish without a word, or both ways. `forMs`: heals by itself after that long, a blip. */
export interface BlackHole<H extends HostName = HostName> extends Where<H> {
  readonly kind: 'black-hole'
  readonly toward: H | 'both'
  readonly forMs?: Ms
}

/** What there is to know of it. */
export const blackHoleKind: FaultKind<BlackHole> = {
  spellings: [
    bare('black-hole', () => blackHole()),
    timed(
      'blip',
      '5s',
      ms => blackHole({ for: ms }),
      ({ forMs }) => forMs,
    ),
  ],
  hosts: hostsIn,
  where: fault => fault,
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: ({ forMs }) => forMs !== undefined,
  takes: () => 'packets',
  effect: (fault, on) => {
    const { toward, forMs } = fault
    const kernel = forMs === undefined ? silent : wellFrom(healed(forMs, on))
    return struckOn(fault, on, () => ({ kernel, ...(toward === pathOf(on).to ? { peerTalks: true } : {}) }), 'the hole')
  },
}
