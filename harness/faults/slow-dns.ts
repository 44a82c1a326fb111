// Questions for names are answered late: who does not wait that long asks again, or gives up, while the answer is on its way.
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { Ms } from '../model/units.ts'
import { untouched } from './dns.ts'
import type { FaultKind } from './kind.ts'
import { lasting, timed } from './values.ts'

/**
 * Each answer to a question for a name comes `delay` later. With `for` it heals by itself: what was asked until then is answered late still.
 * @example slowDns({ delay: '8s' })
 * @throws E_DURATION when `delay` or `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function slowDns(options: {
  delay: Duration
  /** @default for good */
  for?: Duration
}): SlowDns {
  refuseUnknown('fault slow-dns', options, ['delay', 'for'])
  const { delay, for: length } = options
  return {
    kind: 'slow-dns',
    delayMs: lengthOf('`delay` of the fault slow-dns', delay),
    ...lasting('slow-dns', length),
  }
}

/** Answers to questions for names come `delayMs` later. `forMs`: heals by itself. */
export interface SlowDns {
  readonly kind: 'slow-dns'
  readonly delayMs: Ms
  readonly forMs?: Ms
}

/** What there is to know of it. */
export const slowDnsKind: FaultKind<SlowDns> = {
  spellings: [
    timed(
      'slow-dns',
      '8s',
      delay => slowDns({ delay }),
      ({ delayMs }) => delayMs,
    ),
  ],
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  questions: () => ({}),
  takes: () => 'more',
  effect: () => untouched,
}
