// The control of a silent death: a process is killed, and its kernel tells everybody.
import type { HostName } from '../model/units.ts'
import { resetFrom, well } from '../timers/outage.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { elsewhere, roleOf } from './on-path.ts'
import { bare } from './values.ts'

/**
 * The control: the process is killed, and its kernel tells everybody.
 * @example processKill('server')
 * @throws E_HOST when `host` names none
 */
export function processKill<const H extends HostName>(host: HostLike<H>): ProcessKill<H> {
  return { kind: 'process-kill', host: asHost(host) }
}

/** The control: the process is killed, its kernel closes the connection, everybody is told. */
export interface ProcessKill<H extends HostName = HostName> {
  readonly kind: 'process-kill'
  readonly host: H
}

const what = 'killed'

/** What there is to know of it. */
export const processKillKind: FaultKind<ProcessKill> = {
  spellings: [bare('process-kill', () => processKill('server'))],
  hosts: ({ host }) => [host],
  silences: ({ host }) => [{ host, what: 'program' }],
  befalls: ({ host }) => ({ host, what }),
  takes: () => 'more',
  effect: ({ host }, on) => {
    const role = roleOf(host, on)
    if (role !== 'peer') return elsewhere(role, what)
    return on.state === 'connecting' ? { kernel: resetFrom() } : { kernel: well, notified: 'goodbye' }
  },
}
