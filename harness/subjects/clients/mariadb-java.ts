// MariaDB Connector/J: one connection.
import { clientKind } from '../client-kind.ts'
import { java } from '../environments/java.ts'
import { mariadb } from '../servers/mariadb.ts'

/** In ms. */
interface MariadbJavaOptions {
  socketTimeout?: number
  connectTimeout?: number
  tcpKeepAlive?: boolean
}

/**
 * MariaDB Connector/J: one connection.
 * @example mariadbJava.client({ asks: true, set: { socketTimeout: 30_000 } })
 */
export const mariadbJava = clientKind<MariadbJavaOptions>(java, {
  id: 'mariadb-java',
  library: 'MariaDB Connector/J',
  version: '3.5.11',
  program: 'MariadbClient',
  deafWhenIdle: true,
  server: mariadb,
  recommended: {
    set: { socketTimeout: 30_000 },
    source: 'https://mariadb.com/docs/connectors/mariadb-connector-j/about-mariadb-connector-j',
  },
})
