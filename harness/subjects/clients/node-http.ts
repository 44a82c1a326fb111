// node:http with its global agent.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { httpServer } from '../servers/in-node.ts'

/** `timeout`, in ms: of each request, which is destroyed then. */
interface NodeHttpOptions {
  timeout?: number
}

/**
 * node:http with its global agent.
 * @example nodeHttp.client({ asks: true, set: { timeout: 10_000 } })
 */
export const nodeHttp = clientKind<NodeHttpOptions>(node, {
  id: 'node-http',
  library: 'node:http',
  version: process.versions.node,
  fact: 'node-http-get',
  server: httpServer,
  recommended: {
    set: { timeout: 10_000 },
    source: 'https://nodejs.org/api/http.html#httprequesturl-options-callback',
  },
})
