// pgjdbc: one connection; while it is idle it waits for a notification.
import { clientKind } from '../client-kind.ts'
import { java } from '../environments/java.ts'
import { postgres } from '../servers/postgres.ts'

/** In seconds. */
interface PgjdbcOptions {
  socketTimeout?: number
  tcpKeepAlive?: boolean
  connectTimeout?: number
}

/**
 * pgjdbc: one connection; while it is idle it waits for a notification.
 * @example pgjdbc.client({ asks: true, set: { socketTimeout: 30, tcpKeepAlive: true } })
 */
export const pgjdbc = clientKind<PgjdbcOptions>(java, {
  id: 'pgjdbc',
  library: 'pgjdbc',
  version: '42.7.14',
  fact: 'pgjdbc',
  program: 'Pgjdbc',
  server: postgres,
  recommended: {
    set: { socketTimeout: 30, tcpKeepAlive: true },
    source: 'https://jdbc.postgresql.org/documentation/use/#connection-parameters',
  },
})
