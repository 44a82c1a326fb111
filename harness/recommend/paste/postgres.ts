// PostgreSQL: libpq and what is built on it, the server itself, and the JDBC driver, which has a switch and no numbers.
import type { Given, Paste } from './paste.ts'
import { inPython, inWords } from './spelled.ts'

/** TCP_USER_TIMEOUT is in milliseconds since PostgreSQL 12; connect_timeout is in seconds, and for each host. */
export function postgres({ idleS, intervalS, count, userTimeoutMs, requirements }: Given): readonly Paste[] {
  const connectS = Math.max(2, Math.floor(requirements.withinMs / 1_000))
  const libpq = {
    ...{ keepalives: 1, keepalives_idle: idleS, keepalives_interval: intervalS, keepalives_count: count },
    tcp_user_timeout: userTimeoutMs,
    connect_timeout: requirements.connecting ? connectS : undefined,
  }
  const pgjdbc = {
    tcpKeepAlive: true,
    socketTimeout: userTimeoutMs === undefined ? undefined : userTimeoutMs / 1_000,
    connectTimeout: requirements.connecting ? connectS : undefined,
  }
  return [
    {
      program: 'libpq',
      version: '12; psql, psycopg and all that is built on it',
      lines: [inWords(libpq, ' ')],
      source: 'https://www.postgresql.org/docs/current/libpq-connect.html',
      subject: { client: 'psycopg', set: libpq },
    },
    {
      program: 'psycopg',
      version: '2, 3: through libpq 12',
      lines: [`psycopg.connect(conninfo, ${inPython(libpq)})`],
      source: 'https://www.psycopg.org/psycopg3/docs/api/connections.html',
      subject: { client: 'psycopg', set: libpq },
    },
    {
      program: 'PostgreSQL',
      version: '12, postgresql.conf: notices dead clients',
      lines: [
        `tcp_keepalives_idle = ${idleS}`,
        `tcp_keepalives_interval = ${intervalS}`,
        `tcp_keepalives_count = ${count}`,
        ...(userTimeoutMs === undefined ? [] : [`tcp_user_timeout = ${userTimeoutMs}`]),
      ],
      note: 'A running query does not look at its client: client_connection_check_interval (14) makes it look.',
      source: 'https://www.postgresql.org/docs/current/runtime-config-connection.html',
    },
    {
      program: 'pgjdbc',
      version: '42.7',
      lines: [inWords(pgjdbc, '&')],
      note: `The numbers of keepalive are the kernel's: set the sysctls.${userTimeoutMs === undefined ? '' : ' socketTimeout is in seconds, and ends a query that takes longer, dead server or not.'}`,
      source: 'https://jdbc.postgresql.org/documentation/use/#connection-parameters',
      subject: { client: 'pgjdbc', set: pgjdbc, numbers: 'sysctl' },
    },
  ]
}
