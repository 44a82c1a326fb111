// Node's fetch.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { httpServer } from '../servers/in-node.ts'

/** `timeout`, in ms: an AbortSignal for each request. */
interface FetchOptions {
  timeout?: number
}

/**
 * Node's fetch.
 * @example fetchClient.client({ asks: true, set: { timeout: 10_000 } })
 */
export const fetchClient = clientKind<FetchOptions>(node, {
  id: 'fetch',
  library: 'fetch',
  version: process.versions.node,
  fact: 'node-fetch',
  server: httpServer,
  recommended: {
    set: { timeout: 10_000 },
    source: 'https://nodejs.org/api/globals.html#class-abortsignal',
  },
})
