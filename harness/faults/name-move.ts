// A name comes to stand for another host, as after a failover by DNS: whoever asks again is told so, and connections stay where they are.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { HostName } from '../model/units.ts'
import { well } from '../timers/outage.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'

/**
 * A name of `names` stands for another host from now on, or for several. Who has asked may keep the old answer as long as its `ttl` says, or
 * as long as it likes.
 * @example const faults = [at('0s', powerOff('a')), at('20s', moveName('db.test', 'b'))]
 * @throws E_HOST when `to` names none
 * @throws E_NAMES when it is no name
 */
export function moveName<const H extends HostName>(
  name: string,
  ...to: readonly [HostLike<H>, ...HostLike<H>[]]
): NameMove<H> {
  if (typeof name !== 'string' || name === '')
    throw new HalfopenError('E_NAMES', `Cannot use the fault name-move: it needs a name, got "${shown(name)}"`, {
      fix: "Write moveName('db.test', 'b')",
    })
  return { kind: 'name-move', name, to: to.map(host => asHost(host)) }
}

/** A name stands for other hosts. */
export interface NameMove<H extends HostName = HostName> {
  readonly kind: 'name-move'
  readonly name: string
  /** @minItems 1 */
  readonly to: readonly H[]
}

/** What there is to know of it. */
export const nameMoveKind: FaultKind<NameMove> = {
  spellings: [
    {
      name: 'name-move',
      takes: 'a name and the hosts that it leads to',
      example: 'db.test:server',
      read: value => {
        const [, name = '', hosts = ''] = /^([\w.-]+):([\w#,-]+)$/.exec(value ?? '') ?? []
        const [first, ...rest] = hosts.split(',')
        return name === '' || first === undefined || hosts.split(',').includes('')
          ? undefined
          : moved(name, first, rest)
      },
      write: ({ name, to }) => `${name}:${to.join(',')}`,
    },
  ],
  hosts: ({ to }) => to,
  moves: ({ name, to }) => ({ name, to }),
  peerLives: () => true,
  questions: ({ name }) => ({ name }),
  takes: () => 'more',
  effect: () => ({ kernel: well, reason: 'a name leads elsewhere, and connections stay where they are' }),
}

function moved(name: string, first: HostName, rest: readonly HostName[]): NameMove | undefined {
  try {
    return moveName(name, first, ...rest)
  } catch {
    return undefined
  }
}
