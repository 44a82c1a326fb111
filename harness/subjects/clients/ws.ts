// ws: a socket.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { wsServer } from '../servers/in-node.ts'

/** Its own, and `pingEvery`, in ms: the heartbeat that its README gives as an example. */
interface WsOptions {
  handshakeTimeout?: number
  pingEvery?: number
}

/**
 * ws: a socket.
 * @example ws.client({ asks: true, set: { pingEvery: 10_000 } })
 */
export const ws = clientKind<WsOptions>(node, {
  id: 'ws',
  library: 'ws',
  version: '8.23.0',
  fact: 'ws',
  server: wsServer,
  recommended: {
    set: { pingEvery: 10_000 },
    source: 'https://github.com/websockets/ws#how-to-detect-and-close-broken-connections',
  },
})
