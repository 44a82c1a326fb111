// mysql2: one connection.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { mariadb } from '../servers/mariadb.ts'

/** Of createConnection, and `timeout` of each query, in ms. */
interface Mysql2Options {
  connectTimeout?: number
  enableKeepAlive?: boolean
  keepAliveInitialDelay?: number
  timeout?: number
}

/**
 * mysql2: one connection.
 * @example mysql2.client({ asks: true, set: { enableKeepAlive: true, keepAliveInitialDelay: 10_000 } })
 */
export const mysql2 = clientKind<Mysql2Options>(node, {
  id: 'mysql2',
  library: 'mysql2',
  version: '3.24.6',
  fact: 'mysql2',
  server: mariadb,
  recommended: {
    set: { enableKeepAlive: true, keepAliveInitialDelay: 10_000 },
    source: 'https://sidorares.github.io/node-mysql2/docs/examples/connections/create-connection',
  },
})
