// HikariCP over pgjdbc: a pool of one connection.
import { clientKind } from '../client-kind.ts'
import { java } from '../environments/java.ts'
import { postgres } from '../servers/postgres.ts'

/** Hikari's in ms, pgjdbc's in seconds. */
interface HikariOptions {
  keepaliveTime?: number
  maxLifetime?: number
  socketTimeout?: number
  tcpKeepAlive?: boolean
  connectTimeout?: number
}

/**
 * HikariCP over pgjdbc: a pool of one connection.
 * @example hikaricp.client({ asks: true, set: { socketTimeout: 30, tcpKeepAlive: true, keepaliveTime: 30_000 } })
 */
export const hikaricp = clientKind<HikariOptions>(java, {
  id: 'hikaricp',
  library: 'HikariCP, pgjdbc 42.7.14',
  version: '7.1.0',
  fact: 'hikaricp',
  program: 'Hikari',
  deafWhenIdle: true,
  busyIdle: '30min',
  server: postgres,
  recommended: {
    set: { socketTimeout: 30, tcpKeepAlive: true, keepaliveTime: 30_000 },
    source: 'https://github.com/brettwooldridge/HikariCP/wiki/Rapid-Recovery',
  },
})
