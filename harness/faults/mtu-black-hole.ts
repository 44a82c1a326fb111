// Long packets vanish and short ones pass, as behind a tunnel that drops ICMP.
import { refuseUnknown } from '../define/unknown.ts'
import { silent, well } from '../timers/outage.ts'
import type { FaultKind } from './kind.ts'

/**
 * Packets longer than this vanish, and no ICMP message tells the sender (RFC 2923 section 2.1).
 * @example mtuBlackHole({ maxBytes: 1_000 })
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function mtuBlackHole(options: { maxBytes: number }): MtuBlackHole {
  refuseUnknown('fault mtu-black-hole', options, ['maxBytes'])
  return { kind: 'mtu-black-hole', maxBytes: options.maxBytes }
}

/** Packets longer than this vanish without a word, as behind a tunnel that drops ICMP (RFC 2923 section 2.1). */
export interface MtuBlackHole {
  readonly kind: 'mtu-black-hole'
  readonly maxBytes: number
}

/** What there is to know of it. */
export const mtuBlackHoleKind: FaultKind<MtuBlackHole> = {
  spellings: [
    {
      name: 'mtu-black-hole',
      takes: 'a number of bytes',
      example: '1000',
      read: (value = '') => (/^[1-9]\d*$/.test(value) ? mtuBlackHole({ maxBytes: Number(value) }) : undefined),
      write: ({ maxBytes }) => String(maxBytes),
    },
  ],
  takes: () => 'more',
  effect: ({ maxBytes }, { writeBytes, state, settings, nextWriteMs }) => {
    const writes =
      settings.heartbeat ?? settings.asksEveryMs ?? nextWriteMs ?? (state === 'data-in-flight' ? state : undefined)
    if (writes === undefined) return { kernel: well, reason: 'probes are small, and small packets pass' }
    if (writeBytes === undefined) return { why: 'how long its writes are decides whether they pass' }
    if (writeBytes + headerBytes <= maxBytes) return { kernel: well, reason: 'its writes are small enough to pass' }
    return { kernel: silent }
  },
}

/** IPv4 and TCP with timestamps; with IPv6 20 more. */
const headerBytes = 52
