// gRPC: pings of its own over HTTP/2, for which client and server have to agree, and no sooner than every ten seconds.
import type { Settings } from '../../model/settings.ts'
import { type Requirements, statesOf } from '../requirements.ts'
import { latestMs, losses, sitsOut } from '../satisfies.ts'
import { type Given, largest, type Paste, type Tried } from './paste.ts'
import { inJavaScript } from './spelled.ts'

/** Pings instead of probes, whatever else is recommended: they also tell a frozen server. Each language has names of its own. */
export function grpc({ requirements }: Given): readonly Paste[] {
  const pings = pingsFor(requirements)
  return languages.map(({ linesOf, subjectOf, note, ...own }) =>
    pings
      ? {
          ...own,
          lines: linesOf(pings),
          note: `${note} ${whenWords(pings)}`,
          ...(subjectOf ? { subject: { ...subjectOf(pings), settings: settingsOf(pings) } } : {}),
        }
      : { ...own, lines: [], note: none(requirements) },
  )
}

interface Pings {
  readonly timeS: number
  readonly timeoutS: number
}

interface Language extends Pick<Paste, 'program' | 'version' | 'source'> {
  readonly linesOf: (pings: Pings) => readonly string[]
  /** What its server takes, and where the timeout is TCP_USER_TIMEOUT as well. */
  readonly note: string
  readonly subjectOf?: (pings: Pings) => Pick<Tried, 'client' | 'set'>
}

/** A client may ping no sooner, and a server has to be told that it may: KeepaliveMinPingTime of grpc-go; proposal A8 asks it of all. */
const minTimeS = 10

const languages: readonly Language[] = [
  {
    program: 'gRPC',
    version: 'grpc-go',
    linesOf: ({ timeS, timeoutS }) => [
      `grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: ${timeS} * time.Second, Timeout: ${timeoutS} * time.Second, PermitWithoutStream: true})`,
      `grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: ${minTimeS} * time.Second, PermitWithoutStream: true})   // the server`,
    ],
    note: 'Without its part a server takes pings every 5 min only, and sends whoever pings more often away (too_many_pings). The timeout is TCP_USER_TIMEOUT as well.',
    source: 'https://grpc.io/docs/guides/keepalive/',
    subjectOf: ({ timeS, timeoutS }) => ({
      client: 'grpc-go',
      set: { Time: timeS, Timeout: timeoutS, PermitWithoutStream: true },
    }),
  },
  {
    program: 'gRPC C core',
    version: 'C++, Python, Ruby, PHP, by channel arguments',
    linesOf: ({ timeS, timeoutS }) => [
      `grpc.keepalive_time_ms=${timeS * 1_000} grpc.keepalive_timeout_ms=${timeoutS * 1_000} grpc.keepalive_permit_without_calls=1 grpc.http2.max_pings_without_data=0`,
      `grpc.http2.min_ping_interval_without_data_ms=${minTimeS * 1_000} grpc.keepalive_permit_without_calls=1   # the server`,
    ],
    note: 'Without its part a server takes pings every 5 min only, and sends whoever pings more often away. The timeout is TCP_USER_TIMEOUT as well.',
    source: 'https://github.com/grpc/grpc/blob/master/doc/keepalive.md',
  },
  {
    program: 'grpc-js',
    version: '@grpc/grpc-js 1.14',
    linesOf: pings => [`new Client(address, credentials, ${inJavaScript(inNode(pings))})`],
    note: 'It has no other option of pings. Its own server sends nobody away for them; one of another language needs its part. There is no TCP_USER_TIMEOUT.',
    source: 'https://github.com/grpc/grpc-node/blob/master/packages/grpc-js/README.md#supported-channel-options',
    subjectOf: pings => ({ client: 'grpc-js', set: inNode(pings) }),
  },
  {
    program: 'gRPC C#',
    version: 'Grpc.Net.Client, .NET 5',
    linesOf: ({ timeS, timeoutS }) => [
      `new SocketsHttpHandler { KeepAlivePingDelay = TimeSpan.FromSeconds(${timeS}), KeepAlivePingTimeout = TimeSpan.FromSeconds(${timeoutS}), KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan }`,
    ],
    note: 'As the HttpHandler of GrpcChannelOptions. A server of another language needs its part. There is no TCP_USER_TIMEOUT.',
    source: 'https://learn.microsoft.com/aspnet/core/grpc/performance#keep-alive-pings',
  },
  {
    program: 'gRPC Java',
    version: 'grpc-netty 1.73',
    linesOf: ({ timeS, timeoutS }) => [
      `NettyChannelBuilder.forTarget(target).keepAliveTime(${timeS}, SECONDS).keepAliveTimeout(${timeoutS}, SECONDS).keepAliveWithoutCalls(true)`,
      `NettyServerBuilder.forPort(port).permitKeepAliveTime(${minTimeS}, SECONDS).permitKeepAliveWithoutCalls(true)   // the server`,
    ],
    note: 'Without its part a server takes pings every 5 min only, and sends whoever pings more often away. With epoll the timeout is TCP_USER_TIMEOUT as well.',
    source: 'https://grpc.github.io/grpc-java/javadoc/io/grpc/netty/NettyChannelBuilder.html',
  },
]

function inNode({ timeS, timeoutS }: Pings): object {
  return {
    'grpc.keepalive_time_ms': timeS * 1_000,
    'grpc.keepalive_timeout_ms': timeoutS * 1_000,
    'grpc.keepalive_permit_without_calls': 1,
  }
}

function whenWords({ timeS, timeoutS }: Pings): string {
  return `An idle channel is noticed within ${timeS + timeoutS} s.`
}

function none({ withinMs }: Requirements): string {
  return `A client may ping every ${minTimeS} s at the soonest (proposal A8): that and an answer deadline do not fit into ${withinMs / 1_000} s. Set keepalive of TCP by the sysctls, or a deadline for each call.`
}

/** The shortest deadline that sits the silence out, and the longest period that leaves room for it. */
function pingsFor(requirements: Requirements): Pings | undefined {
  const states = statesOf({ ...requirements, connecting: false })
  const settings = (timeS: number, timeoutS: number) => settingsOf({ timeS, timeoutS })
  const most = Math.floor(requirements.withinMs / 1_000) - minTimeS
  const calm = (timeoutS: number) =>
    states.every(state => sitsOut(settings(minTimeS, timeoutS), state, requirements.tolerateMs, requirements))
  const timeoutS = most - largest(most - 1, shorter => calm(most - shorter))
  if (most < 1 || !calm(timeoutS)) return undefined
  const inTime = (timeS: number) =>
    states.every(state =>
      losses
        .slice(0, 2)
        .every(loss => latestMs(settings(timeS, timeoutS), state, requirements, loss) <= requirements.withinMs),
    ) && requirements.limits.every(({ idleMs }) => timeS * 1_000 + 100 < idleMs)
  const timeS = largest(Math.floor(requirements.withinMs / 1_000), inTime)
  return timeS < minTimeS ? undefined : { timeS, timeoutS }
}

function settingsOf({ timeS, timeoutS }: Pings): Settings {
  return { heartbeat: { everyMs: timeS * 1_000, deadlineMs: timeoutS * 1_000 }, userTimeoutMs: timeoutS * 1_000 }
}
