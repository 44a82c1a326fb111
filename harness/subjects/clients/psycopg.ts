// psycopg: one connection; while it is idle it waits for a notification.
import { clientKind } from '../client-kind.ts'
import { python } from '../environments/python.ts'
import { postgres } from '../servers/postgres.ts'

/** Those of libpq, tcp_user_timeout in ms, the others in seconds. */
interface PsycopgOptions {
  keepalives?: 0 | 1
  keepalives_idle?: number
  keepalives_interval?: number
  keepalives_count?: number
  tcp_user_timeout?: number
  connect_timeout?: number
}

/**
 * psycopg: one connection; while it is idle it waits for a notification.
 * @example psycopg.client({ asks: true, set: { keepalives_idle: 10, keepalives_interval: 5, keepalives_count: 3, tcp_user_timeout: 25_000 } })
 */
export const psycopg = clientKind<PsycopgOptions>(python, {
  id: 'psycopg',
  library: 'psycopg',
  version: '3.3.9',
  fact: 'psycopg',
  program: 'psycopg_client',
  server: postgres,
  recommended: {
    set: { keepalives_idle: 10, keepalives_interval: 5, keepalives_count: 3, tcp_user_timeout: 25_000 },
    source: 'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS',
  },
})
