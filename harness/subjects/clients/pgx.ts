// pgx: one connection; while it is idle it waits for a notification.
import { clientKind } from '../client-kind.ts'
import { type GoDialer, go } from '../environments/go.ts'
import { postgres } from '../servers/postgres.ts'

/** `KeepAlive` of its dialer (idle and interval; a count of 3), and `Timeout` of each question's context, in seconds; or `Dialer`, by the names of net.Dialer. */
interface PgxOptions {
  KeepAlive?: number
  Timeout?: number
  Dialer?: GoDialer
}

/**
 * pgx: one connection; while it is idle it waits for a notification.
 * @example pgx.client({ asks: true, set: { KeepAlive: 5, Timeout: 10 } })
 */
export const pgx = clientKind<PgxOptions>(go, {
  id: 'pgx',
  library: 'pgx',
  version: '5.13.0',
  fact: 'pgx',
  server: postgres,
  recommended: {
    set: { KeepAlive: 5, Timeout: 10 },
    source: 'https://pkg.go.dev/github.com/jackc/pgx/v5',
  },
})
