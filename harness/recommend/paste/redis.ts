// Redis: the server, which derives all from one number, and clients of Python and Java.

import type { Settings } from '../../model/settings.ts'
import type { Ms } from '../../model/units.ts'
import type { Requirements } from '../requirements.ts'
import { meetsIdle } from '../satisfies.ts'
import { answerWithinMs, type Given, isTooSoon, largest, type Paste } from './paste.ts'
import { tcpOptions } from './sockets.ts'
import { inPython } from './spelled.ts'

/** The server's own clients notice as below; of the others each takes the numbers in its own way. */
export function redis(given: Given): readonly Paste[] {
  const { idleS, intervalS, count, userTimeoutMs, requirements } = given
  const keepaliveS = tcpKeepaliveFor(requirements)
  const lettuceMs = answerWithinMs(given, ownMs.lettuce)
  const jedisMs = answerWithinMs(given, ownMs.jedis)
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
    redisPy(given),
    {
      program: 'Lettuce',
      version: '6.1',
      lines: [
        `SocketOptions.builder().keepAlive(KeepAliveOptions.builder().enable().idle(Duration.ofSeconds(${idleS})).interval(Duration.ofSeconds(${intervalS})).count(${count}).build()).build()`,
        ...(lettuceMs === undefined ? [] : [`RedisURI.builder().withTimeout(Duration.ofMillis(${lettuceMs}))`]),
      ],
      note: 'Needs Java 11, or a native transport, epoll or io_uring.',
      source: 'https://github.com/redis/lettuce/blob/main/src/main/java/io/lettuce/core/SocketOptions.java',
      subject: {
        client: 'lettuce',
        set: {
          keepAlive: { idle: idleS, interval: intervalS, count },
          timeout: lettuceMs === undefined ? undefined : lettuceMs / 1_000,
        },
      },
    },
    {
      program: 'Jedis',
      version: '4 to 7',
      lines:
        jedisMs === undefined ? [] : [`DefaultJedisClientConfig.builder().socketTimeoutMillis(${jedisMs}).build()`],
      note: "It switches keepalive on by itself; the numbers are the kernel's: set the sysctls.",
      source:
        'https://github.com/redis/jedis/blob/master/src/main/java/redis/clients/jedis/DefaultJedisSocketFactory.java',
      subject: {
        client: 'jedis',
        set: { socketTimeoutMillis: jedisMs },
        numbers: 'sysctl',
      },
    },
  ]
}

/**
 * It tries again in silence, eleven times and a minute long, before its program is told; a subscriber connects once more even where it may not.
 * What waits for an answer is given up after 5 s, by the library.
 */
function redisPy(given: Given): Paste {
  const { idleS, requirements } = given
  const patient = isTooSoon(ownMs.redisPy, requirements) || requirements.withinMs <= ownMs.redisPy
  const set = {
    socket_keepalive: true,
    socket_keepalive_options: tcpOptions({ ...given, idleS: Math.max(1, idleS - connectS) }),
    socket_connect_timeout: connectS,
    ...(patient ? { socket_timeout: null } : {}),
    retry: null,
  }
  return {
    program: 'redis-py',
    version: '4 to 8',
    ...(idleS > connectS
      ? { lines: [`Redis(${inPython(set)})`], subject: { client: 'redis-py', set } }
      : { lines: [] }),
    note: [
      'With retry=None its program is told at once; otherwise it tries again in silence, for a minute or ten.',
      idleS > connectS
        ? 'A subscriber connects once more all the same, for up to socket_connect_timeout: it probes a second sooner.'
        : 'A subscriber connects once more all the same, for a second at the least: there is no time for it.',
      ...(patient ? ['socket_timeout=None leaves an answer that does not come to the kernel.'] : []),
    ].join(' '),
    source: 'https://github.com/redis/redis-py/blob/master/redis/connection.py',
  }
}

const connectS = 1
/** How long each waits for an answer as it comes: DEFAULT_SOCKET_TIMEOUT of redis-py 8, DEFAULT_TIMEOUT of Jedis' Protocol and of Lettuce's RedisURI. */
const ownMs = { redisPy: 5_000, jedis: 2_000, lettuce: 60_000 } as const satisfies Record<string, Ms>

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
