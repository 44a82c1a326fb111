// pg: one Client.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { postgres } from '../servers/postgres.ts'

/** https://node-postgres.com/apis/client */
interface PgOptions {
  keepAlive?: boolean
  keepAliveInitialDelayMillis?: number
  connectionTimeoutMillis?: number
  query_timeout?: number
  statement_timeout?: number
}

/**
 * pg: one Client.
 * @example pg.client({ asks: true, set: { keepAlive: true, keepAliveInitialDelayMillis: 10_000, query_timeout: 30_000 } })
 */
export const pg = clientKind<PgOptions>(node, {
  id: 'pg',
  library: 'pg Client',
  version: '8.23.1',
  fact: 'pg',
  server: postgres,
  recommended: {
    set: { keepAlive: true, keepAliveInitialDelayMillis: 10_000, query_timeout: 30_000 },
    source: 'https://node-postgres.com/apis/client',
  },
})
