// A cable is pulled, at the host's own end or at the far one.
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName } from '../model/units.ts'
import type { Conditions } from '../timers/conditions.ts'
import { silent } from '../timers/outage.ts'
import { asSpan } from '../timers/span.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { elsewhere, roleOf } from './on-path.ts'
import { bare } from './values.ts'

/**
 * A cable is pulled: at the router's end of it, so that the host sees its own link go as well, unless `end` says `own`.
 * @example linkDown('server', { end: 'own' })
 * @throws E_HOST when `host` names none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function linkDown<const H extends HostName>(
  host: HostLike<H>,
  options: {
    /** @default 'far' */
    end?: 'own' | 'far'
  } = {},
): LinkDown<H> {
  refuseUnknown('fault link-down', options, ['end'])
  return { kind: 'link-down', host: asHost(host), end: options.end ?? 'far' }
}

/** A cable is pulled: at the host's own end, or at the router's end of it. */
export interface LinkDown<H extends HostName = HostName> {
  readonly kind: 'link-down'
  readonly host: H
  readonly end: 'own' | 'far'
}

const what = 'cut off'

/** What there is to know of it. */
export const linkDownKind: FaultKind<LinkDown> = {
  spellings: [bare('link-down', () => linkDown('server'))],
  hosts: ({ host }) => [host],
  befalls: ({ host }) => ({ host, what }),
  takes: () => 'cable',
  effect: ({ host, end }, on) => {
    const role = roleOf(host, on)
    if (role === 'neither') return elsewhere(role, what)
    if (role === 'peer') return { kernel: silent }
    if (end === 'own') return { kernel: silent, unsent: true, unseen: true }
    if (!sendsSoon(on)) return { kernel: silent, unseen: true }
    return { why: 'until it takes note of its lost carrier, a kernel takes what it cannot send for congestion' }
  },
}

/** Whether the client may send within a second, which the kernel may take to note a lost carrier: linkwatch of net/core/link_watch.c. */
function sendsSoon({ state = 'idle', settings, nextWriteMs, quietMs }: Conditions): boolean {
  const { heartbeat, keepalive, asksEveryMs } = settings
  const quiet = state === 'idle' || state === 'awaiting-answer'
  const probes = keepalive !== undefined && asSpan(quietMs ?? keepalive.idleMs)[1] > keepalive.idleMs - 1_000
  return !quiet || probes || [heartbeat, asksEveryMs, nextWriteMs].some(said => said !== undefined)
}
