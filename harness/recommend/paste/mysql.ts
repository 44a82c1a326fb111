// MySQL and MariaDB from Java: one driver has a switch and no numbers, the other has them since Java 11.
import type { Given, Paste } from './paste.ts'

/** Timeouts are in milliseconds, keepalive's numbers in seconds. */
export function mysql({ idleS, intervalS, count, userTimeoutMs, requirements }: Given): readonly Paste[] {
  const timeouts = [
    ...(userTimeoutMs === undefined ? [] : [`socketTimeout=${userTimeoutMs}`]),
    ...(requirements.connecting ? [`connectTimeout=${requirements.withinMs}`] : []),
  ]
  const noTimeout =
    userTimeoutMs === undefined ? '' : 'socketTimeout ends a query that takes longer, dead server or not.'
  return [
    {
      program: 'Connector/J',
      version: 'MySQL Connector/J 8, 9',
      lines: [['tcpKeepAlive=true', ...timeouts].join('&')],
      note: `The numbers of keepalive are the kernel's: set the sysctls. ${noTimeout}`.trimEnd(),
      source: 'https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-networking.html',
    },
    {
      program: 'MariaDB Connector/J',
      version: '3, Java 11',
      lines: [
        [`tcpKeepAlive=true&tcpKeepIdle=${idleS}&tcpKeepInterval=${intervalS}&tcpKeepCount=${count}`, ...timeouts].join(
          '&',
        ),
      ],
      subject: {
        client: 'mariadb-java',
        set: {
          ...{ tcpKeepAlive: true, tcpKeepIdle: idleS, tcpKeepInterval: intervalS, tcpKeepCount: count },
          ...(userTimeoutMs === undefined ? {} : { socketTimeout: userTimeoutMs }),
          ...(requirements.connecting ? { connectTimeout: requirements.withinMs } : {}),
        },
      },
      ...(noTimeout === '' ? {} : { note: noTimeout }),
      source: 'https://mariadb.com/docs/connectors/mariadb-connector-j/about-mariadb-connector-j',
    },
  ]
}
