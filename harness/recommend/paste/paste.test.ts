// Method: the lines are shown whole for one set of requirements; and numbers that a program derives itself, or that stand in for an option which it lacks, are
// held against the prediction for what comes of them.
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../model/settings.ts'
import { predict } from '../../predict/predict.ts'
import { asked, recommended } from '../fixtures/requirements.ts'
import type { Requirements } from '../requirements.ts'
import { pastesFor, usualPrograms } from './all.ts'
import type { Paste } from './paste.ts'

const busy = asked('30s', { tolerate: '5s', busy: true })
const idle = asked('30s', { tolerate: '5s' })

test('the lines to paste carry the recommended numbers in the units of each program', () => {
  const lines = pastesOf(busy)
    .filter(({ program }) => [...usualPrograms, 'HAProxy', 'Python'].includes(program))
    .flatMap(({ program, lines: own }) => [`# ${program}`, ...own])
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "# sysctl
    net.ipv4.tcp_keepalive_time = 6
    net.ipv4.tcp_keepalive_intvl = 1
    net.ipv4.tcp_keepalive_probes = 7
    # Node
    socket.setKeepAlive({ enable: true, initialDelay: 6_000, interval: 1_000, count: 7 })
    # libpq
    keepalives=1 keepalives_idle=6 keepalives_interval=1 keepalives_count=7 tcp_user_timeout=13000
    # pgjdbc
    tcpKeepAlive=true&socketTimeout=13
    # redis-py
    Redis(socket_keepalive=True, socket_keepalive_options={socket.TCP_KEEPIDLE: 5, socket.TCP_KEEPINTVL: 1, socket.TCP_KEEPCNT: 7, socket.TCP_USER_TIMEOUT: 13000}, socket_connect_timeout=1, socket_timeout=None, retry=None)
    # gRPC
    grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 22 * time.Second, Timeout: 7 * time.Second, PermitWithoutStream: true})
    grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 10 * time.Second, PermitWithoutStream: true})   // the server
    # Go
    net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 6 * time.Second, Interval: 1 * time.Second, Count: 7}, Control: userTimeout}
    func userTimeout(network, address string, c syscall.RawConn) (err error) {
    	failed := c.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, 13000) })
    	return errors.Join(err, failed)
    }
    # Python
    s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 6)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 7)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 13000)
    # HAProxy
    option srvtcpka
    srvtcpka-idle 6s
    srvtcpka-intvl 1s
    srvtcpka-cnt 7
    server NAME ADDRESS:PORT tcp-ut 13000ms"
  `)
})

test('requirements of an idle connection set no user timeout and no query timeout anywhere', () => {
  const set = pastesOf(asked('30s'))
    .filter(({ program }) => !grpcs.includes(program))
    .flatMap(({ lines }) =>
      lines.filter(line => /user.?timeout|socketTimeout|query_timeout|retries2|tcp-ut/i.test(line)),
    )
  expect(set).toEqual([])
  expect(
    pastesOf(busy)
      .flatMap(({ lines }) => lines)
      .join('\n'),
  ).toMatch(/tcp_user_timeout=\d+/)
})

test('requirements of connecting limit the SYN or the connect of whatever can be told so', () => {
  const lines = pastesOf(asked('60s', { connecting: true })).flatMap(({ lines: own }) => own)
  expect(lines).toContain('net.ipv4.tcp_syn_retries = 4')
  expect(lines.some(line => line.includes('connect_timeout=60'))).toBe(true)
  expect(lines).toContain("amqp.connect('amqp://HOST?heartbeat=19', { timeout: 60_000 })")
  expect(lines).toContain('client.connect_timeout = 60')
  expect(lines.filter(line => /nats\.Timeout\(60\*|connectTimeout: 60_000|stack_timeout=60/.test(line)).length).toBe(3)
  expect(lines.filter(line => line.includes('DialFunc = (&net.Dialer{Timeout: 60 * time.Second')).length).toBe(1)
  // A subscriber of redis-py and of go-redis connects again before it tells anybody.
  expect(
    pastesOf(idle)
      .filter(({ program }) => !['redis-py', 'go-redis'].includes(program))
      .flatMap(({ lines: own }) => own)
      .join('\n'),
  ).not.toMatch(/syn_retries|connect_?timeout|Dialer.Timeout/i)
})

test('what people use is found by its name, in its own words', () => {
  const linesOf = (program: string) => pasteOf(busy, program).lines
  expect(
    ['psycopg', 'node-redis', '.NET', 'grpc-js', 'gRPC C#', 'gRPC Java', 'gRPC C core'].map(linesOf),
  ).toMatchInlineSnapshot(`
    [
      [
        "psycopg.connect(conninfo, keepalives=1, keepalives_idle=6, keepalives_interval=1, keepalives_count=7, tcp_user_timeout=13000)",
      ],
      [
        "createClient({ socket: { keepAlive: true, keepAliveInitialDelay: 5_000 } })",
        "const late = AbortSignal.timeout(13_000)",
        "await Promise.race([client.get(key), once(late, 'abort').then(() => late.throwIfAborted())])",
      ],
      [
        "socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);",
        "socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 6);",
        "socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 1);",
        "socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 7);",
        "socket.SetRawSocketOption(6, 18, BitConverter.GetBytes(13000)); // IPPROTO_TCP, TCP_USER_TIMEOUT",
      ],
      [
        "new Client(address, credentials, { 'grpc.keepalive_time_ms': 22_000, 'grpc.keepalive_timeout_ms': 7_000, 'grpc.keepalive_permit_without_calls': 1 })",
      ],
      [
        "new SocketsHttpHandler { KeepAlivePingDelay = TimeSpan.FromSeconds(22), KeepAlivePingTimeout = TimeSpan.FromSeconds(7), KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan }",
      ],
      [
        "NettyChannelBuilder.forTarget(target).keepAliveTime(22, SECONDS).keepAliveTimeout(7, SECONDS).keepAliveWithoutCalls(true)",
        "NettyServerBuilder.forPort(port).permitKeepAliveTime(10, SECONDS).permitKeepAliveWithoutCalls(true)   // the server",
      ],
      [
        "grpc.keepalive_time_ms=22000 grpc.keepalive_timeout_ms=7000 grpc.keepalive_permit_without_calls=1 grpc.http2.max_pings_without_data=0",
        "grpc.http2.min_ping_interval_without_data_ms=10000 grpc.keepalive_permit_without_calls=1   # the server",
      ],
    ]
  `)
})

test('grpc-js is told of no option that it lacks, and a server of nothing that only others know', () => {
  const text = pasteOf(busy, 'grpc-js').lines.join()
  expect(text.match(/grpc\.[\w.]+/g)).toEqual([
    'grpc.keepalive_time_ms',
    'grpc.keepalive_timeout_ms',
    'grpc.keepalive_permit_without_calls',
  ])
  expect(pasteOf(busy, 'gRPC').lines.join()).not.toMatch(/grpc\.http2/)
})

test('tcp-ut stands on the server, where HAProxy sets it, and never on default-server', () => {
  expect(pasteOf(busy, 'HAProxy').lines.at(-1)).toMatch(/^server .* tcp-ut \d+ms$/)
  expect(pasteOf(busy, 'HAProxy').lines.join()).not.toContain('default-server')
  expect(pasteOf(idle, 'HAProxy').lines.join()).not.toContain('tcp-ut')
})

test('every program says where its options are described', () => {
  expect(pastesOf(busy).filter(({ source }) => !source.startsWith('https://'))).toEqual([])
})

describe('a number of a program that has not all of them', () => {
  test('as the delay of Node, with its own 10 probes a second apart, notices in time and sits the silence out', () => {
    const delay = numberIn(pasteOf(busy, 'node-postgres'), /keepAliveInitialDelayMillis: ([\d_]+)/)
    const settings = (idleMs: number): Settings => ({ keepalive: { idleMs, intervalMs: 1_000, count: 10 } })
    // What is asked just before that tells is given up by a timeout of its own.
    const timeout = numberIn(pasteOf(busy, 'node-postgres'), /query_timeout: ([\d_]+)/)
    const left = { ...busy, withinMs: busy.withinMs - timeout }
    expect(doesIdle(settings(delay), left)).toBe(true)
    expect(doesIdle(settings(delay + 1_000), left)).toBe(false)
  })

  test('as tcp-keepalive of Redis, with a third of it as interval, does so too', () => {
    const seconds = numberIn(pasteOf(busy, 'redis.conf'), /tcp-keepalive (\d+)/)
    const settings = (s: number): Settings => ({
      keepalive: { idleMs: s * 1_000, intervalMs: Math.floor(s / 3) * 1_000, count: 3 },
    })
    expect(doesIdle(settings(seconds), busy)).toBe(true)
    expect(doesIdle(settings(seconds + 1), busy)).toBe(false)
  })

  test('as tcp_retries2, where there is no user timeout, ends a busy connection in time, and one more does not', () => {
    const long = asked('60s', { tolerate: '5s', busy: true })
    const retries2 = numberIn(pasteOf(long, 'sysctl'), /tcp_retries2 = (\d+)/)
    const { keepalive } = recommended(long).settings
    expect(latestBusy({ keepalive, retries2 }, 60_000)).toBeLessThanOrEqual(60_000)
    expect(latestBusy({ keepalive, retries2: retries2 + 2 }, 60_000)).toBeGreaterThan(60_000)
    expect(pasteOf(busy, 'sysctl').note).toContain('No tcp_retries2 keeps the bound')
  })

  test('as pings of gRPC notices in time', () => {
    const paste = pasteOf(idle, 'gRPC C core')
    const everyMs = numberIn(paste, /keepalive_time_ms=(\d+)/)
    const deadlineMs = numberIn(paste, /keepalive_timeout_ms=(\d+)/)
    const { window } = predict({ settings: { heartbeat: { everyMs, deadlineMs } }, fault: powerOff })
    expect(Array.isArray(window) && window[1]).toBeLessThanOrEqual(30_000)
    expect(Array.isArray(window) && window[1]).toBeGreaterThan(28_000)
  })
})

test('redis-py is told to try nothing again, and to probe sooner by what it tries all the same', () => {
  expect(pasteOf(asked('30s'), 'redis-py').lines).toEqual([
    'Redis(socket_keepalive=True, socket_keepalive_options={socket.TCP_KEEPIDLE: 25, socket.TCP_KEEPINTVL: 1, socket.TCP_KEEPCNT: 1}, socket_connect_timeout=1, retry=None)',
  ])
  const { lines, note } = pasteOf(asked('3s'), 'redis-py')
  expect([lines, note]).toEqual([[], expect.stringContaining('there is no time for it')])
})

test('go-redis is told to try nothing again, to probe sooner by what it tries all the same, and to read no longer than the bound', () => {
  const linesOf = (requirements: Requirements) => pasteOf(requirements, 'go-redis').lines.join()
  expect(linesOf(asked('30s'))).toMatch(
    /Dialer\{Timeout: 1 \* time\.Second, .*Idle: 25 \* time\.Second, .*DialerRetries: 1, MaxRetries: -1\}\)$/,
  )
  expect(linesOf(asked('5s'))).toContain('ReadTimeout: 4 * time.Second')
  expect([pasteOf(asked('3s'), 'go-redis')]).toMatchObject([
    { lines: [], note: expect.stringContaining('there is no time for it') },
  ])
})

describe('a heartbeat of a protocol', () => {
  test('is the rarest that is in time, and nothing else of the library', () => {
    const linesOf = (program: string) => pasteOf(asked('30s'), program).lines
    expect(['amqplib', 'pika', 'amqp091-go', 'nats.js', 'nats.go', 'MQTT.js', 'paho-mqtt'].flatMap(linesOf)).toEqual([
      "amqp.connect('amqp://HOST?heartbeat=9')",
      'pika.ConnectionParameters(host, heartbeat=9)',
      'amqp.DialConfig(url, amqp.Config{Heartbeat: 19 * time.Second, Locale: "en_US"})',
      'connect({ pingInterval: 14_000, maxPingOut: 1 })',
      'nats.Connect(url, nats.PingInterval(14*time.Second), nats.MaxPingsOutstanding(1))',
      'mqtt.connect(url, { keepalive: 19 })',
      'client.connect(host, keepalive=13)',
    ])
  })

  test('comes below the limit of a box, and is never longer than its broker proposes', () => {
    const numberOf = (requirements: Requirements, name: string) =>
      numberIn(pasteOf(requirements, name), /(?:keepalive: |keepalive=|heartbeat=|Interval: )([\d_]+)/)
    const limited = asked('5min', { limits: ['30s'] })
    expect(['amqplib', 'pika', 'MQTT.js', 'paho-mqtt'].map(name => numberOf(limited, name))).toEqual([29, 29, 29, 28])
    expect(['amqplib', 'pika'].map(name => numberOf(asked('1h'), name))).toEqual([60, 60])
  })

  test('misses more pings, more often, where one would not sit the silence out', () => {
    const pingsOf = (tolerate: '5s' | '9s') => pasteOf(asked('30s', { tolerate }), 'nats.js').lines
    expect((['5s', '9s'] as const).flatMap(pingsOf)).toEqual([
      'connect({ pingInterval: 14_000, maxPingOut: 1 })',
      'connect({ pingInterval: 9_000, maxPingOut: 2 })',
    ])
  })

  test.for([
    ['amqplib', asked('12s', { tolerate: '3s' }), 'None that is in time sits a silence of 3 s out'],
    ['MQTT.js', asked('10s', { tolerate: '3s' }), 'Its sockets have no keepalive'],
    ['nats.go', asked('30min', { tolerate: '3min' }), 'does not sit a silence of 3 min out'],
  ] as const)('is refused with the reason where none does: %s', ([name, requirements, why]) => {
    expect([pasteOf(requirements, name)]).toMatchObject([{ lines: [], note: expect.stringContaining(why) }])
  })

  test.for([
    ['pika', asked('11s'), 'The shortest takes up to 12 s', /heartbeat=0, tcp_options=\{'TCP_KEEPIDLE': \d+, /],
    ['pika', busy, 'None that is in time sits a silence of 5 s out', /'TCP_USER_TIMEOUT': 13000\}/],
    ['pika', asked('30s', { busy: true }), 'None is sent while a BlockingConnection', /'TCP_USER_TIMEOUT': \d+\}/],
    ['paho-mqtt', busy, 'None that is in time', /TCP_USER_TIMEOUT, 13000\).*keepalive=0/s],
  ] as const)(
    'gives way to the kernel where none does and the library lets it: %s',
    ([name, requirements, why, lines]) => {
      expect(pasteOf(requirements, name).note).toContain(why)
      expect(pasteOf(requirements, name).lines.join('\n')).toMatch(lines)
    },
  )
})

test.for([
  ['nats.go', 'FlushTimeout(29 * time.Second)', asked('30s', { tolerate: '5s' }), asked('30s')],
  ['go-redis', 'ReadTimeout: 29 * time.Second', asked('30s', { tolerate: '5s' }), asked('30s')],
  ['Jedis', 'socketTimeoutMillis(29000)', asked('30s', { tolerate: '5s' }), asked('30s')],
  ['redis-py', 'socket_timeout=None', asked('30s', { tolerate: '5s' }), asked('30s')],
  [
    'Lettuce',
    'withTimeout(Duration.ofMillis(299000))',
    asked('5min', { tolerate: '40s' }),
    asked('5min', { tolerate: '5s' }),
  ],
] as const)(
  'what %s waits for an answer by itself is made longer where a silence outlasts it',
  ([name, words, silence, none]) => {
    expect(pasteOf(silence, name).lines.join()).toContain(words)
    expect(pasteOf(none, name).lines.join()).not.toMatch(
      /socketTimeoutMillis|socket_timeout=|withTimeout|FlushTimeout|ReadTimeout/,
    )
  },
)

describe('where a program has nothing that would do', () => {
  const hurried = asked('12s', { tolerate: '2s', busy: true })

  test('there are no lines, and a note says why', () => {
    const without = pastesOf(hurried).filter(({ lines }) => lines.length === 0)
    expect(without.map(({ program }) => program)).toEqual([
      'ioredis',
      'node-redis',
      'node-postgres',
      'mysql2',
      'redis.conf',
      'redis-py',
      'amqplib',
      'amqp091-go',
      'MQTT.js',
      ...grpcs,
      'go-redis',
    ])
    expect(without.filter(({ note = '' }) => note === '')).toEqual([])
    expect(pasteOf(hurried, 'gRPC').note).toContain('A client may ping every 10 s at the soonest')
  })

  test.for([
    [hurried, 'take longer than the bound'],
    [asked('60s', { tolerate: '10s' }), 'are over before the silence is'],
  ] as const)('a delay alone is refused for the right reason: %o', ([requirements, words]) => {
    expect(pasteOf(requirements, 'Node').note).toContain(
      `A delay alone does not do: its 10 probes, 1 s apart, ${words}.`,
    )
    expect(pasteOf(busy, 'Node').note).not.toContain('does not do')
  })

  test('and where it has, there are', () => {
    expect(pastesOf(busy).filter(({ lines }) => lines.length === 0)).toEqual([])
  })
})

const grpcs = ['gRPC', 'gRPC C core', 'grpc-js', 'gRPC C#', 'gRPC Java']
const powerOff = { kind: 'power-off', host: 'server' } as const

function pastesOf(requirements: Requirements): readonly Paste[] {
  return pastesFor(recommended(requirements).settings, requirements)
}

function pasteOf(requirements: Requirements, name: string): Paste {
  const paste = pastesOf(requirements).find(({ program }) => program === name)
  if (!paste) throw new Error(`nothing for ${name}`)
  return paste
}

function numberIn({ lines }: Paste, pattern: RegExp): number {
  return Number(pattern.exec(lines.join('\n'))?.[1]?.replaceAll('_', ''))
}

function doesIdle(settings: Settings, { withinMs, tolerateMs }: Requirements): boolean {
  const { window } = predict({ settings, fault: powerOff })
  const blip = predict({ settings, fault: { kind: 'black-hole', toward: 'both', forMs: tolerateMs } })
  return Array.isArray(window) && window[1] <= withinMs && blip.window === 'never'
}

/** Of what is written at any time before so long has passed. */
function latestBusy(settings: Settings, asksEveryMs: number): number {
  const { window } = predict({ settings: { ...settings, asksEveryMs }, fault: powerOff })
  return Array.isArray(window) ? window[1] : Number.POSITIVE_INFINITY
}
