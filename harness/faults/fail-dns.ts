// Questions for names are answered with an error at once, as by a server that has lost its zone, or forbids the question.
import type { Duration } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Ms } from '../model/units.ts'
import { untouched } from './dns.ts'
import type { FaultKind } from './kind.ts'
import { lasting } from './values.ts'

/**
 * Every question for a name is answered at once with an error. With `for` it heals by itself.
 * @example failDns({ answer: 'NXDOMAIN', for: '30s' })
 * @throws E_NAMES when `answer` is no such error
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function failDns(
  options: {
    /** @default 'SERVFAIL' */
    answer?: DnsError
    /** @default for good */
    for?: Duration
  } = {},
): FailDns {
  refuseUnknown('fault fail-dns', options, ['answer', 'for'])
  const { answer = 'SERVFAIL', for: length } = options
  if (!errors.includes(answer))
    throw new HalfopenError('E_NAMES', `Cannot use the fault fail-dns: no such answer, got "${shown(answer)}"`, {
      fix: `Use ${errors.join(', ')}`,
    })
  return { kind: 'fail-dns', answer, ...lasting('fail-dns', length) }
}

/** The server is broken, the name is not there, the question is forbidden. */
export type DnsError = 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED'

/** Questions for names are answered with an error. `forMs`: heals by itself. */
export interface FailDns {
  readonly kind: 'fail-dns'
  readonly answer: DnsError
  readonly forMs?: Ms
}

const errors: readonly DnsError[] = ['SERVFAIL', 'NXDOMAIN', 'REFUSED']

/** What there is to know of it. */
export const failDnsKind: FaultKind<FailDns> = {
  spellings: [
    {
      name: 'fail-dns',
      takes: errors.join(', '),
      example: 'NXDOMAIN',
      read: value => {
        const answer = errors.find(error => error === (value ?? 'SERVFAIL'))
        return answer && failDns({ answer })
      },
      write: ({ answer }) => answer,
    },
  ],
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  questions: () => ({}),
  takes: () => 'more',
  effect: () => untouched,
}
