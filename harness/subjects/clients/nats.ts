// nats.js.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { natsServer } from '../servers/nats.ts'

/** https://nats-io.github.io/nats.js/core/interfaces/ConnectionOptions.html */
interface NatsOptions {
  pingInterval?: number
  maxPingOut?: number
  reconnectTimeWait?: number
  maxReconnectAttempts?: number
  timeout?: number
}

/**
 * nats.js.
 * @example nats.client({ asks: true, set: { pingInterval: 10_000, maxPingOut: 2, maxReconnectAttempts: -1 } })
 */
export const nats = clientKind<NatsOptions>(node, {
  id: 'nats',
  library: '@nats-io/transport-node',
  version: '3.4.0',
  fact: 'nats',
  jitter: 'up to 100 ms more before each connect',
  server: natsServer,
  recommended: {
    set: { pingInterval: 10_000, maxPingOut: 2, maxReconnectAttempts: -1 },
    source: 'https://docs.nats.io/using-nats/developer/connecting/pingpong',
  },
})
