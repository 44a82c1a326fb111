// A host loses power: it is gone without a FIN or a RST, and where it comes back it knows nothing of its connections.
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { resetFrom, silent } from '../timers/outage.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { elsewhere, healed, roleOf } from './on-path.ts'
import { unreachable } from './unreachable.ts'
import { bare, timed } from './values.ts'

/**
 * The host loses power: gone without a FIN or a RST.
 * @example powerOff('server', { backAfter: '30s' })
 * @throws E_HOST when `host` names none
 * @throws E_DURATION when `backAfter` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function powerOff<const H extends HostName>(
  host: HostLike<H>,
  options: {
    /** Whether the last router says that it is unreachable (ICMP), as it does on the host's own segment. @default 'silent' */
    neighbours?: 'silent' | 'unreachable'
    /** It comes back after so long and knows nothing of its connections, a reboot. @default never */
    backAfter?: Duration
  } = {},
): PowerOff<H> {
  refuseUnknown('fault power-off', options, ['neighbours', 'backAfter'])
  const { neighbours, backAfter } = options
  return {
    kind: 'power-off',
    host: asHost(host),
    ...(neighbours === undefined ? {} : { neighbours }),
    ...(backAfter === undefined ? {} : { backAfterMs: lengthOf('`backAfter` of the fault power-off', backAfter) }),
  }
}

/**
 * The host loses power: it is gone without a FIN or a RST. `neighbours`: what the last router says of it, nothing by default, or
 * that the host is unreachable (ICMP, RFC 1812 section 5.3.4), as routers do on the host's own segment. `backAfterMs`: a reboot.
 */
export interface PowerOff<H extends HostName = HostName> {
  readonly kind: 'power-off'
  readonly host: H
  readonly neighbours?: 'silent' | 'unreachable'
  readonly backAfterMs?: Ms
}

const what = 'switched off'

/** What there is to know of it. */
export const powerOffKind: FaultKind<PowerOff> = {
  spellings: [
    bare('power-off', () => powerOff('server')),
    timed(
      'reboot',
      '30s',
      backAfter => powerOff('server', { backAfter }),
      ({ backAfterMs }) => backAfterMs,
    ),
  ],
  hosts: ({ host }) => [host],
  healsAfterMs: ({ backAfterMs }) => backAfterMs,
  silences: ({ host }) => [{ host, what: 'host' }],
  befalls: ({ host }) => ({ host, what }),
  takes: () => 'more',
  effect: ({ host, neighbours, backAfterMs }, on) => {
    const role = roleOf(host, on)
    if (role !== 'peer') return elsewhere(role, what)
    const icmp = neighbours === 'unreachable' ? unreachable(on) : {}
    if (backAfterMs === undefined) return { kernel: silent, ...icmp }
    const backMs = healed(backAfterMs, on)
    return { ...icmp, kernel: resetFrom(backMs), connecting: { untilMs: backMs, reply: 'either' } }
  },
}
