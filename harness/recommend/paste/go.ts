// Go: its dialer, and the clients that take one.
import { answerWithinMs, type Given, isTooSoon, type Paste } from './paste.ts'

/** A pool of pgx and a client of Redis dial as whoever dials himself. */
export function go(given: Given): readonly Paste[] {
  const { requirements, userTimeoutMs } = given
  const connectS = requirements.connecting ? Math.floor(requirements.withinMs / 1_000) : undefined
  const dialer: Dialer = { ...dialerOf(given), Timeout: connectS }
  return [
    {
      program: 'Go',
      version: '1.23',
      lines: [dialerIn(dialer), ...userTimeoutIn(dialer)],
      note: `Before 1.23 Dialer.KeepAlive sets the idle time and the interval alike.${unix(userTimeoutMs)}`,
      source: 'https://pkg.go.dev/net#KeepAliveConfig',
    },
    {
      program: 'pgx',
      version: '5: the ConnConfig of a Conn, and of a pool',
      lines: [`config.DialFunc = (&${dialerIn(dialer)}).DialContext`, ...userTimeoutIn(dialer)],
      note: `A question may have a context with a deadline besides, which tells a frozen server too.${unix(userTimeoutMs)}`,
      source: 'https://pkg.go.dev/github.com/jackc/pgx/v5/pgconn#Config',
      subject: { client: 'pgx', set: { Dialer: dialer } },
    },
    goRedis(given),
  ]
}

/**
 * Its subscriber connects once more before it tells, and a question is asked again three times, over five connects each. What waits for an
 * answer is given up after 5 s, by the library.
 */
function goRedis(given: Given): Paste {
  const { idleS, requirements } = given
  const hurried = requirements.withinMs <= ownMs + 1_000 && !isTooSoon(ownMs, requirements)
  const readMs = answerWithinMs(given, ownMs) ?? (hurried ? requirements.withinMs - 1_000 : undefined)
  const ReadTimeout = readMs === undefined ? undefined : Math.max(1, Math.floor(readMs / 1_000))
  const { UserTimeout: _, ...probes } = dialerOf({ ...given, idleS: idleS - connectS })
  const dialer = { ...probes, Timeout: connectS }
  const read = ReadTimeout === undefined ? '' : `, ReadTimeout: ${ReadTimeout} * time.Second`
  const own = {
    program: 'go-redis',
    version: '9.23',
    source: 'https://pkg.go.dev/github.com/redis/go-redis/v9#Options',
  }
  if (idleS <= connectS)
    return {
      ...own,
      lines: [],
      note: 'A subscriber connects once more before it tells, for a second at the least: there is no time for it.',
    }
  return {
    ...own,
    lines: [
      `redis.NewClient(&redis.Options{Addr: address, Dialer: (&${dialerIn(dialer)}).DialContext, DialerRetries: 1, MaxRetries: -1${read}})`,
    ],
    note: 'Otherwise a question is asked again three times, over five connects each, and in silence. A subscriber connects once more all the same: it probes a second sooner.',
    subject: { client: 'go-redis', set: { Dialer: dialer, DialerRetries: 1, MaxRetries: -1, ReadTimeout } },
  }
}

const connectS = 1
/** How long it waits for an answer as it comes: options.go. */
const ownMs = 5_000

/** By the names of net.Dialer, in seconds; the user timeout in milliseconds. */
interface Dialer {
  readonly Timeout?: number | undefined
  readonly KeepAliveConfig: { readonly Idle: number; readonly Interval: number; readonly Count: number }
  readonly UserTimeout?: number | undefined
}

function dialerOf({ idleS, intervalS, count, userTimeoutMs }: Given): Dialer {
  return { KeepAliveConfig: { Idle: idleS, Interval: intervalS, Count: count }, UserTimeout: userTimeoutMs }
}

function dialerIn({ Timeout, KeepAliveConfig: { Idle, Interval, Count }, UserTimeout }: Dialer): string {
  const connect = Timeout === undefined ? '' : `Timeout: ${Timeout} * time.Second, `
  const control = UserTimeout === undefined ? '' : ', Control: userTimeout'
  return `net.Dialer{${connect}KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: ${Idle} * time.Second, Interval: ${Interval} * time.Second, Count: ${Count}}${control}}`
}

/** What its Control calls. */
function userTimeoutIn({ UserTimeout }: Dialer): readonly string[] {
  if (UserTimeout === undefined) return []
  return [
    'func userTimeout(network, address string, c syscall.RawConn) (err error) {',
    `	failed := c.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, ${UserTimeout}) })`,
    '	return errors.Join(err, failed)',
    '}',
  ]
}

function unix(userTimeoutMs: number | undefined): string {
  return userTimeoutMs === undefined ? '' : ' unix is golang.org/x/sys/unix.'
}
