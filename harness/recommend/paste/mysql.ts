// MySQL and MariaDB from Java: one driver has a switch and no numbers, the other has them since Java 11.
import type { Given, Paste } from './paste.ts'
import { inWords } from './spelled.ts'

/** Timeouts are in milliseconds, keepalive's numbers in seconds. */
export function mysql({ idleS, intervalS, count, userTimeoutMs, requirements }: Given): readonly Paste[] {
  const timeouts = {
    socketTimeout: userTimeoutMs,
    connectTimeout: requirements.connecting ? requirements.withinMs : undefined,
  }
  const mariadb = {
    ...{ tcpKeepAlive: true, tcpKeepIdle: idleS, tcpKeepInterval: intervalS, tcpKeepCount: count },
    ...timeouts,
  }
  const noTimeout =
    userTimeoutMs === undefined ? '' : 'socketTimeout ends a query that takes longer, dead server or not.'
  return [
    {
      program: 'Connector/J',
      version: 'MySQL Connector/J 8, 9',
      lines: [inWords({ tcpKeepAlive: true, ...timeouts }, '&')],
      note: `The numbers of keepalive are the kernel's: set the sysctls. ${noTimeout}`.trimEnd(),
      source: 'https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-networking.html',
    },
    {
      program: 'MariaDB Connector/J',
      version: '3, Java 11',
      lines: [inWords(mariadb, '&')],
      subject: { client: 'mariadb-java', set: mariadb },
      ...(noTimeout === '' ? {} : { note: noTimeout }),
      source: 'https://mariadb.com/docs/connectors/mariadb-connector-j/about-mariadb-connector-j',
    },
  ]
}
