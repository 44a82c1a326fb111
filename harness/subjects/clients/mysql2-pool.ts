// mysql2: a pool.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { mariadb } from '../servers/mariadb.ts'

/** Of createPool, in ms. */
interface Mysql2PoolOptions {
  connectionLimit?: number
  maxIdle?: number
  idleTimeout?: number
  enableKeepAlive?: boolean
  keepAliveInitialDelay?: number
}

/**
 * mysql2: a pool.
 * @example mysql2Pool.client({ asks: true, set: { enableKeepAlive: true, keepAliveInitialDelay: 10_000 } })
 */
export const mysql2Pool = clientKind<Mysql2PoolOptions>(node, {
  id: 'mysql2-pool',
  library: 'mysql2 Pool',
  version: '3.24.6',
  fact: 'mysql2',
  deafWhenIdle: true,
  server: mariadb,
  recommended: {
    set: { enableKeepAlive: true, keepAliveInitialDelay: 10_000 },
    source: 'https://sidorares.github.io/node-mysql2/docs/examples/connections/create-pool',
  },
})
