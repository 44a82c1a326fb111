// node:http2: one session.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { http2Server } from '../servers/in-node.ts'

/** `pingEvery`, in ms: a ping that must be answered by the next one. */
interface NodeHttp2Options {
  pingEvery?: number
}

/**
 * node:http2: one session.
 * @example nodeHttp2.client({ asks: true, set: { pingEvery: 10_000 } })
 */
export const nodeHttp2 = clientKind<NodeHttp2Options>(node, {
  id: 'node-http2',
  library: 'node:http2',
  version: process.versions.node,
  fact: 'node-http2',
  server: http2Server,
  recommended: {
    set: { pingEvery: 10_000 },
    source: 'https://nodejs.org/api/http2.html#http2sessionpingpayload-callback',
  },
})
