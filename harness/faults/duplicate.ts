// Some packets arrive twice, and nobody is dead: what a bad bridge, or a way that was mended in between, does to them.
import type { Duration } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { well } from '../timers/outage.ts'
import type { HostAmong } from './hosts.ts'
import type { FaultKind, Share } from './kind.ts'
import { asShare, lasting, shared } from './values.ts'
import { asWhereToward, hostsIn, struckOn, type WhereToward, type WhereTowardOptions, whereFields } from './where.ts'

/**
 * So many packets in a hundred arrive twice, and nobody is dead; `toward`, `between`, `port` and `connection` say of which. With `for` it heals
 * by itself.
 * @example duplicate({ percent: 10, toward: 'client' })
 * @throws E_SHARE when `percent` is none, or more than all
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function duplicate<const H extends HostName = never>(options: DuplicateOptions<H>): Duplicate<HostAmong<H>> {
  refuseUnknown('fault duplicate', options, ['percent', 'toward', ...whereFields, 'for'])
  const { for: length } = options
  return {
    kind: 'duplicate',
    percent: asShare('duplicate', options.percent),
    ...asWhereToward('duplicate', options),
    ...lasting('duplicate', length),
  }
}

/** How many, and which. */
export interface DuplicateOptions<H extends HostName = HostName> extends WhereTowardOptions<H> {
  percent: number
  /** @default for good */
  for?: Duration
}

/** So many in a hundred arrive twice, one right behind the other. */
export interface Duplicate<H extends HostName = HostName> extends WhereToward<H> {
  readonly kind: 'duplicate'
  readonly percent: Share
  readonly forMs?: Ms
}

/** What there is to know of it: RFC 9293 section 3.4 takes each byte once. */
export const duplicateKind: FaultKind<Duplicate> = {
  spellings: [
    shared(
      'duplicate',
      '10',
      percent => duplicate({ percent }),
      ({ percent }) => percent,
    ),
  ],
  hosts: hostsIn,
  where: fault => fault,
  shapes: () => 'some',
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  weather: ({ forMs }) => forMs === undefined,
  takes: () => 'time',
  effect: (fault, on) =>
    struckOn(fault, on, () => ({ kernel: well, reason: 'TCP takes each byte once' }), 'what arrives twice'),
}
