// A small relay between clients and a server, as data: the host in the middle, where no real proxy or pool is wanted.
import type { Program } from '../define/command.ts'
import { type Keepalive, parseSettingsSpec } from '../define/settings-spec.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { keepaliveArgs } from './keepalive.ts'
import { ownServer } from './own-program.ts'

/**
 * Carries the bytes of each client to the server on the host `to` and back.
 * @example tcpRelay({ to: 'db', keepalive: { idle: '10s', interval: '5s', count: 3 } })
 * @throws E_SETTINGS when no kernel takes the keepalive
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function tcpRelay(options: TcpRelayOptions): Program {
  refuseUnknown('TCP relay', options, ['to', 'keepalive'])
  const { to, keepalive } = options
  const settings = keepalive ? { keepalive } : {}
  const args = [
    '--to-host',
    `{${to}.host}`,
    '--to-port',
    `{${to}.port}`,
    ...keepaliveArgs(parseSettingsSpec(settings, 'tcp-relay')),
  ]
  return ownServer('tcp-relay', args, { settings })
}

/** What a relay may be given. */
export interface TcpRelayOptions {
  /** The host that it relays to. */
  to: string
  /** SO_KEEPALIVE toward that host. @default off */
  keepalive?: Keepalive
}
