// A firewall forgets every connection at once, as one that was restarted.
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName } from '../model/units.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import { forgetting, type OnNextPacket } from './forgetting.ts'
import type { FaultKind } from './kind.ts'
import { asWhere, hostsIn, struckOn, type Where, type WhereOptions, whereFields } from './where.ts'

/**
 * A firewall forgets every connection at once, or those that it is told; what comes of them later it drops, or answers with a RST. With
 * `remap` it is a router with `network.nat` that forgets: a client's next packet begins a new mapping, and a server's ends at the router.
 * @example conntrackFlush({ onNextPacket: 'reset' })
 * @throws E_HOST when `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
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
  /** `remap` needs `network.nat`. @default 'drop' */
  onNextPacket?: OnNextPacket | 'remap'
}

/** A firewall forgets every connection at once, or those that are told; what comes later is dropped or answered with a RST. */
export interface ConntrackFlush<H extends HostName = HostName> extends Where<H> {
  readonly kind: 'conntrack-flush'
  readonly onNextPacket: OnNextPacket | 'remap'
}

/** What there is to know of it. */
export const conntrackFlushKind: FaultKind<ConntrackFlush> = {
  spellings: [
    {
      name: 'conntrack-flush',
      takes: 'reset, remap, or none',
      example: 'reset',
      read: value => {
        if (value === undefined) return conntrackFlush()
        return value === 'reset' || value === 'remap' ? conntrackFlush({ onNextPacket: value }) : undefined
      },
      write: ({ onNextPacket }) => (onNextPacket === 'drop' ? undefined : onNextPacket),
    },
  ],
  resets: ({ onNextPacket }) => onNextPacket === 'reset',
  hosts: hostsIn,
  where: fault => fault,
  takes: ({ onNextPacket }) => (onNextPacket === 'remap' ? 'more' : 'memory'),
  effect: (fault, on) => struckOn(fault, on, () => forgotten(fault), 'what is forgotten'),
}

function forgotten({ onNextPacket }: ConntrackFlush): Effect | Unpredictable {
  if (onNextPacket !== 'remap') return forgetting(onNextPacket)
  return { why: 'who speaks next decides: a client is given a new mapping, a server is answered with a RST' }
}
