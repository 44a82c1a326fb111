// pg: a Pool. It closes what nobody used for 10 s, and replaces what is lost.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { postgres } from '../servers/postgres.ts'

/** https://node-postgres.com/apis/pool */
interface PgPoolOptions {
  idleTimeoutMillis?: number
  maxLifetimeSeconds?: number
  max?: number
  keepAlive?: boolean
  keepAliveInitialDelayMillis?: number
  connectionTimeoutMillis?: number
  query_timeout?: number
}

/**
 * pg: a Pool. It closes what nobody used for 10 s, and replaces what is lost.
 * @example pgPool.client({ asks: true, set: { keepAlive: true, keepAliveInitialDelayMillis: 10_000, query_timeout: 30_000, connectionTimeoutMillis: 10_000 } })
 */
export const pgPool = clientKind<PgPoolOptions>(node, {
  id: 'pg-pool',
  library: 'pg',
  version: '8.23.1',
  fact: 'pg',
  server: postgres,
  recommended: {
    set: {
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      query_timeout: 30_000,
      connectionTimeoutMillis: 10_000,
    },
    source: 'https://node-postgres.com/apis/pool',
  },
})
