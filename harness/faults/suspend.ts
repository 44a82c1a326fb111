// A host is paused as a virtual machine is: its programs stop and nothing passes, and then both go on as if no time had passed for them.
import type { Duration } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { silent, wellFrom } from '../timers/outage.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { elsewhere, healed, roleOf } from './on-path.ts'
import { bare, lasting, timed } from './values.ts'

/**
 * A host is paused, as a virtual machine that is moved or saved; with `for` it goes on by itself, its programs where they stood.
 * @example suspend('server', { for: '30s' })
 * @throws E_HOST when `host` names none
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function suspend<const H extends HostName>(
  host: HostLike<H>,
  options: {
    /** @default for good */
    for?: Duration
  } = {},
): Suspend<H> {
  refuseUnknown('fault suspend', options, ['for'])
  const { for: length } = options
  return { kind: 'suspend', host: asHost(host), ...lasting('suspend', length) }
}

/** The programs of a host stop (SIGSTOP) and nothing passes to it or from it, its link being up. `forMs`: both go on after that long. */
export interface Suspend<H extends HostName = HostName> {
  readonly kind: 'suspend'
  readonly host: H
  readonly forMs?: Ms
}

const what = 'suspended'

/** What there is to know of it. */
export const suspendKind: FaultKind<Suspend> = {
  spellings: [
    bare('suspend', () => suspend('server')),
    timed(
      'suspended',
      '30s',
      ms => suspend('server', { for: ms }),
      ({ forMs }) => forMs,
    ),
  ],
  hosts: ({ host }) => [host],
  healsAfterMs: ({ forMs }) => forMs,
  silences: ({ host }) => [{ host, what: 'host' }],
  befalls: ({ host }) => ({ host, what }),
  peerLives: ({ forMs }) => forMs !== undefined,
  takes: () => 'both',
  effect: ({ host, forMs }, on) => {
    const role = roleOf(host, on)
    if (role !== 'peer') return elsewhere(role, what)
    return { kernel: forMs === undefined ? silent : wellFrom(healed(forMs, on)) }
  },
}
