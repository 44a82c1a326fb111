// NATS: pings of a client's own, and how many of them may be unanswered at a time.
import type { Settings } from '../../model/settings.ts'
import { type Requirements, silenceWords, statesOf } from '../requirements.ts'
import { sitsOut } from '../satisfies.ts'
import { beatFor } from './heartbeats.ts'
import { type Given, isTooSoon, type Paste } from './paste.ts'
import { inJavaScript } from './spelled.ts'

/** Both end where a ping is due while as many as may be are unanswered. The server pings as well, and ends after its own third, of 2 min each. */
export function nats({ requirements }: Given): readonly Paste[] {
  const pings = pingsFor(requirements)
  if (pings.none !== undefined) return [js, go].map(own => ({ ...own, lines: [], note: `${pings.none}.` }))
  return [inNode(pings, requirements), inGo(pings, requirements)]
}

function inNode({ everyS, missed, settings }: Pings, { connecting, withinMs }: Requirements): Paste {
  const set = { pingInterval: everyS * 1_000, maxPingOut: missed, timeout: connecting ? withinMs : undefined }
  return {
    ...js,
    lines: [`connect(${inJavaScript(set)})`],
    note: `${toldWithin(everyS, missed)} It connects again by itself, ten times: with maxReconnectAttempts: -1 for ever.`,
    subject: { client: 'nats', set, settings },
  }
}

/** Its sockets have Go's own keepalive besides. Flush(), which asks, gives up after 10 s. */
function inGo({ everyS, missed, settings }: Pings, requirements: Requirements): Paste {
  const { connecting, withinMs, tolerateMs } = requirements
  const kept = statesOf({ busy: false, connecting: false }).every(state =>
    sitsOut(goKeepalive, state, tolerateMs, requirements),
  )
  if (!kept)
    return {
      ...go,
      lines: [],
      note: `Go's own keepalive, 15 s and nine probes, does not sit ${silenceWords(tolerateMs)} out: give it a net.Dialer without (nats.Dialer).`,
    }
  const withinS = Math.floor(withinMs / 1_000)
  const FlushTimeout = isTooSoon(ownFlushMs, requirements) ? withinS - 1 : undefined
  const Timeout = connecting ? withinS : undefined
  const connect = Timeout === undefined ? '' : `, nats.Timeout(${Timeout}*time.Second)`
  return {
    ...go,
    lines: [
      `nats.Connect(url, nats.PingInterval(${everyS}*time.Second), nats.MaxPingsOutstanding(${missed})${connect})`,
      ...(FlushTimeout === undefined ? [] : [`nc.FlushTimeout(${FlushTimeout} * time.Second)`]),
    ],
    note: `${toldWithin(everyS, missed)} It connects again by itself, sixty times: with nats.MaxReconnects(-1) for ever. Flush() gives up after 10 s.`,
    subject: { client: 'nats-go', set: { PingInterval: everyS, MaxPingsOut: missed, FlushTimeout, Timeout }, settings },
  }
}

interface Pings {
  readonly everyS: number
  readonly missed: number
  readonly settings: Settings
  readonly none?: never
}

/** The rarest: one unanswered, or as many more as sit the silence out. */
function pingsFor(requirements: Requirements): Pings | { readonly none: string } {
  const tried = [1, 2, 3, 4, 5].map(missed => ({
    missed,
    ...beatFor(
      s => ({ latestS: (missed + 1) * s, graceS: Math.min(missed * s, servers), quietS: s }),
      Number.POSITIVE_INFINITY,
      requirements,
    ),
  }))
  const found = tried.find(beat => beat.none === undefined)
  if (found?.everyS !== undefined) return found
  return { none: tried[0]?.none ?? '' }
}

function toldWithin(everyS: number, missed: number): string {
  return `It is told ${(missed + 1) * everyS} s after the last answer at the latest, of a frozen server too.`
}

const js = {
  program: 'nats.js',
  version: '3.4',
  source: 'https://nats-io.github.io/nats.js/core/interfaces/ConnectionOptions.html',
} as const
const go = {
  program: 'nats.go',
  version: '1.55',
  source: 'https://pkg.go.dev/github.com/nats-io/nats.go#Options',
} as const

/** From its first ping to its third. */
const servers = 240
const ownFlushMs = 10_000
const goKeepalive: Settings = { keepalive: { idleMs: 15_000, intervalMs: 15_000, count: 9 } }
