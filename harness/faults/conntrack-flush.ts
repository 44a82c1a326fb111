// A firewall forgets every connection at once, as one that was restarted.
import { refuseUnknown } from '../define/unknown.ts'
import { forgetting, type OnNextPacket } from './forgetting.ts'
import type { FaultKind } from './kind.ts'

/**
 * A firewall forgets every connection at once; what comes later it drops, unless `onNextPacket` says that it answers with a RST.
 * @example conntrackFlush({ onNextPacket: 'reset' })
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function conntrackFlush(options: { onNextPacket?: OnNextPacket } = {}): ConntrackFlush {
  refuseUnknown('fault conntrack-flush', options, ['onNextPacket'])
  return { kind: 'conntrack-flush', onNextPacket: options.onNextPacket ?? 'drop' }
}

/** A firewall forgets every connection at once; what comes later is dropped or answered with a RST. */
export interface ConntrackFlush {
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
  effect: ({ onNextPacket }) => forgetting(onNextPacket),
}
