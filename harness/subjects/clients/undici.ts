// undici: an Agent.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { httpServer } from '../servers/in-node.ts'

/** https://undici.nodejs.org/#/docs/api/Client, in ms */
interface UndiciOptions {
  headersTimeout?: number
  bodyTimeout?: number
  keepAliveTimeout?: number
  connect?: { timeout?: number; keepAlive?: boolean; keepAliveInitialDelay?: number }
}

/**
 * undici: an Agent.
 * @example undici.client({ asks: true, set: { headersTimeout: 10_000, bodyTimeout: 10_000 } })
 */
export const undici = clientKind<UndiciOptions>(node, {
  id: 'undici',
  library: 'undici',
  version: '7.30.2',
  fact: 'node-fetch',
  server: httpServer,
  recommended: {
    set: { headersTimeout: 10_000, bodyTimeout: 10_000 },
    source: 'https://undici.nodejs.org/#/docs/api/Client',
  },
})
