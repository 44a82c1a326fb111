// Something on the way answers each packet in the peer's stead.
import { resetFrom, silent } from '../timers/outage.ts'
import type { FaultKind } from './kind.ts'
import { refusing, unreachable } from './unreachable.ts'

/**
 * Something on the way answers each packet in the peer's stead: with a RST, or with an ICMP message.
 * @example reject('host-unreachable')
 */
export function reject(answer: Answer): Reject {
  return { kind: 'reject', answer }
}

/** Something on the way answers each packet: with a RST, or with an ICMP message that says why. */
export interface Reject {
  readonly kind: 'reject'
  readonly answer: Answer
}

const answers = ['reset', 'host-unreachable', 'port-unreachable', 'admin-prohibited'] as const
type Answer = (typeof answers)[number]

/** What there is to know of it. */
export const rejectKind: FaultKind<Reject> = {
  spellings: [
    {
      name: 'reject',
      takes: 'reset, host-unreachable, port-unreachable or admin-prohibited',
      example: 'host-unreachable',
      read: (value = 'reset') => {
        const answer = answers.find(name => name === value)
        return answer && reject(answer)
      },
      write: ({ answer }) => (answer === 'reset' ? undefined : answer),
    },
  ],
  effect: ({ answer }, on) => {
    if (answer === 'reset') return { kernel: resetFrom() }
    return { kernel: silent, ...(answer === 'host-unreachable' ? unreachable(on) : refusing('soft')) }
  },
}
