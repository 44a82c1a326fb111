// Node's own WebSocket: it has no ping and no option of the connection.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { wsServer } from '../servers/in-node.ts'

/**
 * Node's own WebSocket: it has no ping and no option of the connection.
 * @example websocket.client({ asks: true })
 */
export const websocket = clientKind<object>(node, {
  id: 'websocket',
  library: 'WebSocket',
  version: process.versions.node,
  server: wsServer,
})
