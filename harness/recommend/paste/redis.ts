// Redis: the server, which derives all from one number, and clients of Python and Java.

import type { Settings } from '../../model/settings.ts'
import type { Requirements } from '../requirements.ts'
import { meetsIdle } from '../satisfies.ts'
import { type Given, largest, type Paste } from './paste.ts'

/** The server's own clients notice as below; of the others each takes the numbers in its own way. */
export function redis({ idleS, intervalS, count, userTimeoutMs, requirements }: Given): readonly Paste[] {
  const keepaliveS = tcpKeepaliveFor(requirements)
  return [
    {
      program: 'redis.conf',
      version: 'Redis 7, Valkey: notices dead clients',
      lines: keepaliveS === 0 ? [] : [`tcp-keepalive ${keepaliveS}`],
      note: [
        'The interval is a third of it and the count 3, so a dead client takes twice as long.',
        ...(keepaliveS === 0 ? ['No value does what is required.'] : []),
        ...(userTimeoutMs === undefined
          ? []
          : ['It has no TCP_USER_TIMEOUT: the sysctl tcp_retries2 decides while it has an answer unacknowledged.']),
      ].join(' '),
      source: 'https://github.com/redis/redis/blob/unstable/src/anet.c',
    },
    {
      program: 'redis-py',
      version: '4 to 8',
      lines: [
        `Redis(socket_keepalive=True, socket_keepalive_options={socket.TCP_KEEPIDLE: ${idleS}, socket.TCP_KEEPINTVL: ${intervalS}, socket.TCP_KEEPCNT: ${count}${userTimeoutMs === undefined ? '' : `, socket.TCP_USER_TIMEOUT: ${userTimeoutMs}`}})`,
      ],
      source: 'https://github.com/redis/redis-py/blob/master/redis/connection.py',
    },
    {
      program: 'Lettuce',
      version: userTimeoutMs === undefined ? '6.1' : '6.2.7',
      lines: [
        [
          'SocketOptions.builder()',
          `.keepAlive(KeepAliveOptions.builder().enable().idle(Duration.ofSeconds(${idleS})).interval(Duration.ofSeconds(${intervalS})).count(${count}).build())`,
          ...(userTimeoutMs === undefined
            ? []
            : [
                `.tcpUserTimeout(TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(Duration.ofMillis(${userTimeoutMs})).build())`,
              ]),
          '.build()',
        ].join(''),
      ],
      note: 'Needs a native transport, epoll or io_uring; with NIO on Java 11 keepalive alone.',
      source: 'https://github.com/redis/lettuce/blob/main/src/main/java/io/lettuce/core/SocketOptions.java',
    },
    {
      program: 'Jedis',
      version: '4 to 7',
      lines:
        userTimeoutMs === undefined
          ? []
          : [`DefaultJedisClientConfig.builder().socketTimeoutMillis(${userTimeoutMs}).build()`],
      note: "It switches keepalive on by itself; the numbers are the kernel's: set the sysctls.",
      source:
        'https://github.com/redis/jedis/blob/master/src/main/java/redis/clients/jedis/DefaultJedisSocketFactory.java',
    },
  ]
}

/** The largest that is in time: it sits out more than any smaller one. 0 where that is not enough. */
function tcpKeepaliveFor(requirements: Requirements): number {
  const most = Math.floor(requirements.withinMs / 1_000)
  const seconds = largest(most, tried => meetsIdle(settingsOf(tried), { ...requirements, tolerateMs: 0 }))
  return seconds > 0 && meetsIdle(settingsOf(seconds), requirements) ? seconds : 0
}

/** anetKeepAlive(): the idle time, a third of it as interval, three probes. */
function settingsOf(seconds: number): Settings {
  const intervalMs = Math.max(1, Math.floor(seconds / 3)) * 1_000
  return { keepalive: { idleMs: seconds * 1_000, intervalMs, count: 3 } }
}
