// Somebody on the way ends connections with a RST, to one end of them or to both, as a firewall or a provider does that wants them gone.
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName } from '../model/units.ts'
import { pathOf } from '../timers/conditions.ts'
import { resetFrom, well } from '../timers/outage.ts'
import type { HostAmong } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { bare } from './values.ts'
import { asWhereToward, hostsIn, struckOn, type WhereToward, type WhereTowardOptions, whereFields } from './where.ts'

/**
 * A RST for the connections that stand, once, to both ends unless `toward` names one; of all, or of a path, a port or one connection. New
 * connections are let through.
 * @example reset({ connection: 'oldest', toward: 'client' })
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function reset<const H extends HostName = never>(options: ResetOptions<H> = {}): Reset<HostAmong<H>> {
  refuseUnknown('fault connection-reset', options, ['toward', ...whereFields])
  return { kind: 'connection-reset', ...asWhereToward('connection-reset', options) }
}

/** Whose connections, and which end is told. */
export type ResetOptions<H extends HostName = HostName> = WhereTowardOptions<H>

/** A RST, once, to one end or both of the connections that stand. */
export interface Reset<H extends HostName = HostName> extends WhereToward<H> {
  readonly kind: 'connection-reset'
}

/** What there is to know of it. Where only the server was told, the client is by what it says next. */
export const resetKind: FaultKind<Reset> = {
  spellings: [bare('reset', () => reset())],
  resets: () => true,
  hosts: hostsIn,
  where: fault => fault,
  takes: () => 'more',
  effect: (fault, on) =>
    struckOn(
      fault,
      on,
      () => {
        const told = fault.toward === undefined || fault.toward === 'both' || fault.toward === pathOf(on).from
        return told && on.state !== 'connecting'
          ? { kernel: well, notified: 'reset', connecting: well }
          : { kernel: resetFrom(), connecting: well }
      },
      'what is reset',
    ),
}
