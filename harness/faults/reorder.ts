// Packets overtake each other, and nobody is dead: what two ways of unlike length do to them.
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { formatDuration } from '../model/format-duration.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { HostAmong } from './hosts.ts'
import type { FaultKind, Share, Spelling } from './kind.ts'
import { asShare, lasting, readLength } from './values.ts'
import { asWhereToward, hostsIn, struckOn, type WhereToward, type WhereTowardOptions, whereFields } from './where.ts'

/**
 * So many packets in a hundred go at once, and overtake all others, which come later by `delay`; `toward`, `between`, `port` and `connection` say
 * of which. With `for` it heals by itself.
 * @example reorder({ percent: 25, delay: '50ms' })
 * @throws E_SHARE when `percent` is none, or more than all
 * @throws E_REORDER when nothing is late, so that there is nothing to overtake
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_DURATION when `delay` or `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function reorder<const H extends HostName = never>(options: ReorderOptions<H>): Reorder<HostAmong<H>> {
  refuseUnknown('fault reorder', options, ['percent', 'delay', 'toward', ...whereFields, 'for'])
  const { for: length, delay } = options
  const delayMs = lengthOf('`delay` of the fault reorder', delay)
  if (delayMs === 0)
    throw new HalfopenError('E_REORDER', `Cannot use the fault reorder: nothing is late, got "${delay}"`, {
      fix: "Write reorder({ percent: 25, delay: '50ms' })",
    })
  return {
    kind: 'reorder',
    percent: asShare('reorder', options.percent),
    delayMs,
    ...asWhereToward('reorder', options),
    ...lasting('reorder', length),
  }
}

/** How many, by how much, and which. */
export interface ReorderOptions<H extends HostName = HostName> extends WhereTowardOptions<H> {
  percent: number
  delay: Duration
  /** @default for good */
  for?: Duration
}

/** So many in a hundred overtake the others, which come later. */
export interface Reorder<H extends HostName = HostName> extends WhereToward<H> {
  readonly kind: 'reorder'
  readonly percent: Share
  readonly delayMs: Ms
  readonly forMs?: Ms
}

const spelling: Spelling<Reorder> = {
  name: 'reorder',
  takes: 'a percentage and by how much the others are late',
  example: '25%,50ms',
  read: (value = '') => {
    const { share, length = '' } = /^(?<share>\d+(?:\.\d+)?)%,(?<length>.+)$/.exec(value)?.groups ?? {}
    const [percent, delay] = [Number(share), readLength(length)]
    return delay !== undefined && percent > 0 && percent <= 100 ? reorder({ percent, delay }) : undefined
  },
  write: ({ percent, delayMs }) => `${percent}%,${formatDuration(delayMs)}`,
}

/** What there is to know of it: TCP puts its bytes in order, and how late they are is drawn anew for each packet. */
export const reorderKind: FaultKind<Reorder> = {
  spellings: [spelling],
  hosts: hostsIn,
  where: fault => fault,
  shapes: () => 'some',
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  weather: ({ forMs }) => forMs === undefined,
  takes: () => 'time',
  effect: (fault, on) =>
    struckOn(fault, on, () => ({ why: 'chance decides which packets are overtaken' }), 'what is overtaken'),
}
