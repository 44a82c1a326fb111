// Questions for names vanish: who asks waits for as long as its resolver waits, and connections stay as they are.
import type { Duration } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { Ms } from '../model/units.ts'
import { untouched } from './dns.ts'
import type { FaultKind } from './kind.ts'
import { bare, lasting, timed } from './values.ts'

/**
 * Nobody answers questions for names, by UDP or TCP: they vanish. With `for` it heals by itself.
 * @example dnsBlackHole({ for: '30s' })
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function dnsBlackHole(
  options: {
    /** @default for good */
    for?: Duration
  } = {},
): DnsBlackHole {
  refuseUnknown('fault dns-black-hole', options, ['for'])
  return { kind: 'dns-black-hole', ...lasting('dns-black-hole', options.for) }
}

/** Questions for names vanish. `forMs`: heals by itself. */
export interface DnsBlackHole {
  readonly kind: 'dns-black-hole'
  readonly forMs?: Ms
}

/** What there is to know of it. */
export const dnsBlackHoleKind: FaultKind<DnsBlackHole> = {
  spellings: [
    bare('dns-black-hole', () => dnsBlackHole()),
    timed(
      'dns-blip',
      '30s',
      ms => dnsBlackHole({ for: ms }),
      ({ forMs }) => forMs,
    ),
  ],
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  questions: () => ({}),
  takes: () => 'more',
  effect: () => untouched,
}
