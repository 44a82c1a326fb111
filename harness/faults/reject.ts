// Something on the way answers each packet in the peer's stead.
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { HostName } from '../model/units.ts'
import { type Conditions, pathOf } from '../timers/conditions.ts'
import type { Effect } from '../timers/effect.ts'
import { resetFrom, silent } from '../timers/outage.ts'
import type { HostAmong } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { refusing, unreachable } from './unreachable.ts'
import { asWhereToward, hostsIn, struckOn, type WhereToward, type WhereTowardOptions, whereFields } from './where.ts'

/**
 * Something on the way answers each packet in the peer's stead: with a RST, or with an ICMP message. Every packet, unless `toward`,
 * `between`, `port` or `connection` says which.
 * @example reject('host-unreachable')
 * @throws E_FAULT when that is no answer
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function reject<const H extends HostName = never>(
  answer: Answer,
  options: RejectOptions<H> = {},
): Reject<HostAmong<H>> {
  refuseUnknown('fault reject', options, ['toward', ...whereFields])
  if (!answers.includes(answer))
    throw new HalfopenError('E_FAULT', `Cannot use the fault reject: there is no such answer, got "${shown(answer)}"`, {
      fix: `Write reject('host-unreachable'), or ${answers.join(', ')} in its place`,
    })
  return { kind: 'reject', answer, ...asWhereToward('reject', options) }
}

/** Which packets. */
export type RejectOptions<H extends HostName = HostName> = WhereTowardOptions<H>

/** Something on the way answers each packet: with a RST, or with an ICMP message that says why. */
export interface Reject<H extends HostName = HostName> extends WhereToward<H> {
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
  resets: ({ answer }) => answer === 'reset',
  hosts: hostsIn,
  where: fault => fault,
  takes: () => 'packets',
  effect: (fault, on) => struckOn(fault, on, () => refused(fault, on), 'what is refused'),
}

/** Toward the client alone, it is the server that is told: the client hears nothing, and what it says next arrives at nobody. */
function refused({ answer, toward = 'both' }: Reject, on: Conditions): Effect {
  if (toward === pathOf(on).from) return { kernel: silent }
  if (answer === 'reset') return { kernel: resetFrom() }
  return { kernel: silent, ...(answer === 'host-unreachable' ? unreachable(on) : refusing('soft')) }
}
