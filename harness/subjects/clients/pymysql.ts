// PyMySQL: one connection.
import { clientKind } from '../client-kind.ts'
import { python } from '../environments/python.ts'
import { mariadb } from '../servers/mariadb.ts'

/** Of connect(), in seconds. */
interface PymysqlOptions {
  read_timeout?: number
  write_timeout?: number
  connect_timeout?: number
}

/**
 * PyMySQL: one connection.
 * @example pymysql.client({ asks: true, set: { read_timeout: 10, write_timeout: 10 } })
 */
export const pymysql = clientKind<PymysqlOptions>(python, {
  id: 'pymysql',
  library: 'PyMySQL',
  version: '1.2.4',
  fact: 'pymysql',
  program: 'pymysql_client',
  deafWhenIdle: true,
  server: mariadb,
  recommended: {
    set: { read_timeout: 10, write_timeout: 10 },
    source: 'https://pymysql.readthedocs.io/en/latest/modules/connections.html',
  },
})
