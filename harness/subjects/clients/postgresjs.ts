// postgres.js, with one connection.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { postgres } from '../servers/postgres.ts'

/** https://github.com/porsager/postgres#connection-details, in seconds */
interface PostgresjsOptions {
  keep_alive?: number
  connect_timeout?: number
  idle_timeout?: number
  max_lifetime?: number
}

/**
 * postgres.js, with one connection.
 * @example postgresjs.client({ asks: true, set: { keep_alive: 10 } })
 */
export const postgresjs = clientKind<PostgresjsOptions>(node, {
  id: 'postgresjs',
  library: 'postgres',
  version: '3.4.9',
  fact: 'postgresjs',
  server: postgres,
  recommended: {
    set: { keep_alive: 10 },
    source: 'https://github.com/porsager/postgres#connection-details',
  },
})
