// Node and its libraries: keepalive's interval is 1 s and its count 10 wherever only a delay can be given, and there is no TCP_USER_TIMEOUT.
import type { Settings } from '../../model/settings.ts'
import type { Requirements } from '../requirements.ts'
import { meetsIdle } from '../satisfies.ts'
import { type Given, largest, type Paste, underscored } from './paste.ts'
import { inJavaScript } from './spelled.ts'

/** Node itself, and clients whose options reach no further than the delay. */
export function node(given: Given): readonly Paste[] {
  const { idleS, intervalS, count, userTimeoutMs, requirements } = given
  // What is asked just before keepalive tells is given up by a timeout of its own.
  const idle = { ...requirements, withinMs: requirements.withinMs - (userTimeoutMs ?? 0) }
  const delayMs = delayFor(idle)
  const noDelay = noDelayFor(idle)
  const delay = delayMs === undefined ? undefined : underscored(delayMs)
  const without =
    userTimeoutMs === undefined
      ? []
      : [`There is no TCP_USER_TIMEOUT: give each request up after ${underscored(userTimeoutMs)} ms.`]
  const full = { enable: true, initialDelay: idleS * 1_000, interval: intervalS * 1_000, count }
  const client = (
    { program, client, ...own }: Pick<Paste, 'program' | 'version' | 'source' | 'note'> & { readonly client: string },
    set: object,
    linesOf: (set: object) => readonly string[],
  ): Paste =>
    delayMs === undefined
      ? { ...own, program, lines: [], note: noDelay }
      : { program, ...own, lines: linesOf(set), subject: { client, set, settings: withDelay(delayMs / 1_000) } }
  return [
    {
      program: 'Node',
      version: '24.19, 26.4',
      lines: [`socket.setKeepAlive(${inJavaScript(full)})`],
      note: [
        'After connect(): net.connect() takes no interval and no count.',
        delay === undefined ? noDelay : `Before 24.19: socket.setKeepAlive(true, ${delay}).`,
        ...without,
      ].join(' '),
      source: 'https://nodejs.org/api/net.html#socketsetkeepalive',
    },
    client(
      {
        program: 'ioredis',
        version: '5, 6',
        source: 'https://github.com/redis/ioredis/blob/main/lib/redis/RedisOptions.ts',
        client: 'ioredis',
      },
      { keepAlive: delayMs, socketTimeout: userTimeoutMs },
      set => [`new Redis(${inJavaScript(set)})`],
    ),
    client(
      {
        program: 'node-redis',
        version: '5, 6',
        source: 'https://github.com/redis/node-redis/blob/master/packages/client/lib/client/socket.ts',
        client: 'node-redis',
        ...(userTimeoutMs === undefined ? {} : { note: noSocketTimeout }),
      },
      { socket: { keepAlive: true, keepAliveInitialDelay: delayMs }, deadline: userTimeoutMs },
      ({ deadline, ...set }: { readonly deadline?: number }) => [
        `createClient(${inJavaScript(set)})`,
        ...(deadline === undefined ? [] : raced('client.get(key)', deadline)),
      ],
    ),
    client(
      {
        program: 'node-postgres',
        version: '8: a Client, and a Pool',
        source: 'https://node-postgres.com/apis/client',
        client: 'pg',
      },
      { keepAlive: true, keepAliveInitialDelayMillis: delayMs, query_timeout: userTimeoutMs },
      set => [`new Client(${inJavaScript(set)})`],
    ),
    client(
      {
        program: 'mysql2',
        version: '3: a connection, and a pool',
        source: 'https://sidorares.github.io/node-mysql2/docs',
        client: 'mysql2',
      },
      { enableKeepAlive: true, keepAliveInitialDelay: delayMs, timeout: userTimeoutMs },
      ({ timeout, ...set }: { readonly timeout?: number }) => [
        `createConnection(${inJavaScript(set)})`,
        ...(timeout === undefined ? [] : [`connection.query({ sql, timeout: ${underscored(timeout)} })`]),
      ],
    ),
  ]
}

const noSocketTimeout =
  'Not by socketTimeout: it ends a connection that nobody uses, and begins anew with all that is written. No option gives up a command that was sent.'

/** `once` is of node:events. */
function raced(question: string, deadlineMs: number): readonly string[] {
  return [
    `const late = AbortSignal.timeout(${underscored(deadlineMs)})`,
    `await Promise.race([${question}, once(late, 'abort').then(() => late.throwIfAborted())])`,
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
