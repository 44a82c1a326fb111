// Debian's PgBouncer between psql and PostgreSQL, with whatever settings a scenario is about.
import { command, type Program } from 'halfopen'
import { psqlNeeds } from '../postgres.ts'

/** A pool in front of the host db. `ini`: lines of its own; `settings`: what these make of its sockets toward db. */
export function pgbouncer(ini: readonly string[], settings: string): Program {
  return command('/usr/sbin/pgbouncer {dir}/pool.ini', {
    user: 'postgres',
    needs: { '/usr/sbin/pgbouncer': 'pgbouncer' },
    files: {
      'pool.ini': [
        '[databases]',
        'postgres = host={db.host} port={db.port} user=app',
        '[pgbouncer]',
        'listen_addr = {host}',
        'listen_port = {port}',
        'unix_socket_dir =',
        'auth_type = any',
        ...ini,
        '',
      ].join('\n'),
    },
    ready: /process up/,
    settings,
  })
}

const keepalive = 'keepalives_idle=30 keepalives_interval=10 keepalives_count=3'

/** Asks once, by way of the pool, for an answer that takes for ever. Its own keepalive would miss the pool within a minute. */
export function waitingPsql(): Program {
  return command(
    `psql -At "host={pool.host} port={pool.port} user=app dbname=postgres ${keepalive}"
      -c "select 'connected'" -c "select pg_sleep(1000000)"`,
    {
      connected: /^connected$/,
      lost: /(?<detail>error|closed|terminat.*)/i,
      settings: 'keepalive=30/10/3',
      needs: psqlNeeds,
    },
  )
}

/** Asks every second, by way of the pool. */
export function busyPsql(): Program {
  return command(`psql -At "host={pool.host} port={pool.port} user=app dbname=postgres ${keepalive}"`, {
    stdin: { text: "select 'connected' \\watch 1\n" },
    connected: /^connected$/,
    lost: /(?<detail>error|closed|terminat.*)/i,
    settings: 'keepalive=30/10/3,asks=1s',
    needs: psqlNeeds,
  })
}
