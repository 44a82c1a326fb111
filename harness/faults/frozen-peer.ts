// A host's programs stop running while its kernel goes on answering for them.
import type { Duration } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { silent, well, wellFrom } from '../timers/outage.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { elsewhere, healed, roleOf } from './on-path.ts'
import { bare, lasting, timed } from './values.ts'

/**
 * The process is stopped while its kernel goes on answering; with `for` it goes on by itself, a pause.
 * @example frozenPeer('server', { for: '5s' })
 * @throws E_HOST when `host` names none
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function frozenPeer<const H extends HostName>(
  host: HostLike<H>,
  options: {
    /** @default for good */
    for?: Duration
  } = {},
): FrozenPeer<H> {
  refuseUnknown('fault frozen-peer', options, ['for'])
  const { for: length } = options
  return { kind: 'frozen-peer', host: asHost(host), ...lasting('frozen-peer', length) }
}

/** The process stops running (SIGSTOP) while its kernel goes on answering. `forMs`: it goes on by itself, a pause. */
export interface FrozenPeer<H extends HostName = HostName> {
  readonly kind: 'frozen-peer'
  readonly host: H
  readonly forMs?: Ms
}

const what = 'stopped'

/** What there is to know of it. */
export const frozenPeerKind: FaultKind<FrozenPeer> = {
  spellings: [
    bare('frozen-peer', () => frozenPeer('server')),
    timed(
      'pause',
      '5s',
      ms => frozenPeer('server', { for: ms }),
      ({ forMs }) => forMs,
    ),
  ],
  hosts: ({ host }) => [host],
  healsAfterMs: ({ forMs }) => forMs,
  silences: ({ host }) => [{ host, what: 'program' }],
  befalls: ({ host }) => ({ host, what }),
  peerLives: ({ forMs }) => forMs !== undefined,
  takes: () => 'words',
  effect: ({ host, forMs }, on) => {
    const role = roleOf(host, on)
    if (role !== 'peer') return elsewhere(role, what)
    return { kernel: well, program: forMs === undefined ? silent : wellFrom(healed(forMs, on)), connecting: well }
  },
}
