// A firewall forgets every connection at once, as one that was restarted.
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName } from '../model/units.ts'
import { forgetting, type OnNextPacket } from './forgetting.ts'
import type { FaultKind } from './kind.ts'
import { asWhere, hostsIn, struckOn, type Where, type WhereOptions, whereFields } from './where.ts'

/**
 * A firewall forgets every connection at once, or those that it is told; what comes of them later it drops, or answers with a RST.
 * @example conntrackFlush({ onNextPacket: 'reset' })
 * @throws E_HOST when `between` names none
 * @throws E_WHERE when there can be no such port or connection
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function conntrackFlush<const H extends HostName = never>(
  options: ConntrackFlushOptions<H> = {},
): ConntrackFlush<H> {
  refuseUnknown('fault conntrack-flush', options, ['onNextPacket', ...whereFields])
  return {
    kind: 'conntrack-flush',
    onNextPacket: options.onNextPacket ?? 'drop',
    ...asWhere('conntrack-flush', options),
  }
}

/** Which connections, and what becomes of their next packet. */
export interface ConntrackFlushOptions<H extends HostName = HostName> extends WhereOptions<H> {
  /** @default 'drop' */
  onNextPacket?: OnNextPacket
}

/** A firewall forgets every connection at once, or those that are told; what comes later is dropped or answered with a RST. */
export interface ConntrackFlush<H extends HostName = HostName> extends Where<H> {
  readonly kind: 'conntrack-flush'
  readonly onNextPacket: OnNextPacket
}

/** What there is to know of it. */
export const conntrackFlushKind: FaultKind<ConntrackFlush> = {
  spellings: [
    {
      name: 'conntrack-flush',
      takes: 'reset, or none',
      example: 'reset',
      read: value => {
        if (value === undefined) return conntrackFlush()
        return value === 'reset' ? conntrackFlush({ onNextPacket: value }) : undefined
      },
      write: ({ onNextPacket }) => (onNextPacket === 'drop' ? undefined : onNextPacket),
    },
  ],
  resets: ({ onNextPacket }) => onNextPacket === 'reset',
  hosts: hostsIn,
  where: fault => fault,
  effect: (fault, on) => struckOn(fault, on, () => forgetting(fault.onNextPacket), 'what is forgotten'),
}
