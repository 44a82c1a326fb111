// Node and its libraries: keepalive's interval is 1 s and its count 10 wherever only a delay can be given, and there is no TCP_USER_TIMEOUT.
import type { Settings } from '../../model/settings.ts'
import type { Requirements } from '../requirements.ts'
import { meetsIdle } from '../satisfies.ts'
import { type Given, largest, type Paste, type Tried, underscored } from './paste.ts'

/** Node itself, and clients whose options reach no further than the delay. */
export function node(given: Given): readonly Paste[] {
  const { idleS, intervalS, count, userTimeoutMs, requirements } = given
  const delayMs = delayFor(requirements)
  const noDelay = noDelayFor(requirements)
  const timeout = userTimeoutMs === undefined ? undefined : underscored(userTimeoutMs)
  const delay = delayMs === undefined ? undefined : underscored(delayMs)
  const without =
    timeout === undefined ? [] : [`There is no TCP_USER_TIMEOUT: give each request up after ${timeout} ms.`]
  const full = `{ enable: true, initialDelay: ${underscored(idleS * 1_000)}, interval: ${underscored(intervalS * 1_000)}, count: ${count} }`
  const client = (
    program: string,
    version: string,
    source: string,
    subject: Pick<Tried, 'client' | 'set'>,
    ...options: readonly string[]
  ): Paste => ({
    program,
    version,
    lines: delay === undefined ? [] : options,
    ...(delayMs === undefined
      ? { note: noDelay }
      : { subject: { ...subject, settings: { ...given.settings, ...withDelay(delayMs / 1_000) } } }),
    source,
  })
  return [
    {
      program: 'Node',
      version: '24.19, 26.4',
      lines: [`socket.setKeepAlive(${full})`],
      note: [
        'After connect(): net.connect() takes no interval and no count.',
        delay === undefined ? noDelay : `Before 24.19: socket.setKeepAlive(true, ${delay}).`,
        ...without,
      ].join(' '),
      source: 'https://nodejs.org/api/net.html#socketsetkeepalive',
    },
    client(
      'ioredis',
      '5, 6',
      'https://github.com/redis/ioredis/blob/main/lib/redis/RedisOptions.ts',
      { client: 'ioredis', set: { keepAlive: delayMs, socketTimeout: userTimeoutMs } },
      `new Redis({ keepAlive: ${delay}${timeout === undefined ? '' : `, socketTimeout: ${timeout}`} })`,
    ),
    client(
      'node-redis',
      '5, 6',
      'https://github.com/redis/node-redis/blob/master/packages/client/lib/client/socket.ts',
      {
        client: 'node-redis',
        set: { socket: { keepAlive: true, keepAliveInitialDelay: delayMs, socketTimeout: userTimeoutMs } },
      },
      `createClient({ socket: { keepAlive: true, keepAliveInitialDelay: ${delay}${timeout === undefined ? '' : `, socketTimeout: ${timeout}`} } })`,
    ),
    client(
      'node-postgres',
      '8',
      'https://node-postgres.com/apis/client',
      {
        client: 'pg',
        set: { keepAlive: true, keepAliveInitialDelayMillis: delayMs, query_timeout: userTimeoutMs },
      },
      `new Pool({ keepAlive: true, keepAliveInitialDelayMillis: ${delay}${timeout === undefined ? '' : `, query_timeout: ${timeout}`} })`,
    ),
    client(
      'mysql2',
      '3',
      'https://sidorares.github.io/node-mysql2/docs',
      { client: 'mysql2', set: { enableKeepAlive: true, keepAliveInitialDelay: delayMs, timeout: userTimeoutMs } },
      `createPool({ enableKeepAlive: true, keepAliveInitialDelay: ${delay} })`,
      ...(timeout === undefined ? [] : [`pool.query({ sql, timeout: ${timeout} })`]),
    ),
  ]
}

function noDelayFor(requirements: Requirements): string {
  const inTime = meetsIdle(withDelay(1), { ...requirements, tolerateMs: 0 })
  const why = inTime ? 'are over before the silence is' : 'take longer than the bound'
  return `A delay alone does not do: its 10 probes, 1 s apart, ${why}.`
}

/** With the interval and the count that libuv sets. */
function withDelay(seconds: number): Settings {
  return { keepalive: { idleMs: seconds * 1_000, intervalMs: 1_000, count: 10 } }
}

function delayFor(requirements: Requirements): number | undefined {
  const most = Math.min(32_767, Math.floor(requirements.withinMs / 1_000))
  const seconds = largest(most, tried => meetsIdle(withDelay(tried), requirements))
  return seconds === 0 ? undefined : seconds * 1_000
}
