// psql: a prompt that asks again and again, or waits for its user.
import { clientKind } from '../client-kind.ts'
import { installed } from '../environments/installed.ts'
import { postgres } from '../servers/postgres.ts'

/** Those of libpq. */
interface PsqlOptions {
  keepalives_idle?: number
  keepalives_interval?: number
  keepalives_count?: number
  tcp_user_timeout?: number
}

/**
 * psql: a prompt that asks again and again, or waits for its user.
 * @example psql.client({ asks: true, set: { keepalives_idle: 10, keepalives_interval: 5, keepalives_count: 3, tcp_user_timeout: 25_000 } })
 */
export const psql = clientKind<PsqlOptions>(installed('psql', 'postgresql-client-15'), {
  id: 'psql',
  library: 'psql',
  version: '15',
  fact: 'libpq',
  deafWhenIdle: true,
  server: postgres,
  recommended: {
    set: { keepalives_idle: 10, keepalives_interval: 5, keepalives_count: 3, tcp_user_timeout: 25_000 },
    source: 'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS',
  },
})
