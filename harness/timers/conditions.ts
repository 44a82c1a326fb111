// What is known of a client and its connection, whatever goes wrong.
import type { ConnectionState } from '../model/connection-state.ts'
import type { UnaskedWords } from '../model/found.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Path } from '../model/observer.ts'
import type { Settings } from '../model/settings.ts'
import type { ClockName, Ms, Observer } from '../model/units.ts'
import type { Span } from './span.ts'

/** All that decides when a client notices, but for the fault. Only the settings are needed: what is not known makes a window wider. */
export interface Conditions {
  /** The client's. */
  readonly settings: Settings
  /** Who connects to whom. @default { from: 'client', to: 'server' } */
  readonly path?: Path | undefined
  /** What the connection is doing when the fault comes. @default 'idle' */
  readonly state?: ConnectionState | undefined
  /** Who is to notice. @default the client's program */
  readonly by?: Observer | undefined
  /** In virtual time programs tell at once what they notice. @default 'real' */
  readonly clock?: ClockName | undefined
  /** The client's. Without `hz` the window covers 100, 250, 300 and 1000; without a release both ways to repeat a SYN. @default unknown */
  readonly kernel?: Kernel | undefined
  /** What the client's kernel is set to, by full name, such as `net.ipv4.tcp_retries2`. The settings come first. @default {} */
  readonly sysctls?: Readonly<Record<string, string | number>> | undefined
  /** How long the client's kernel had heard nothing of its peer when the fault came. @default unknown */
  readonly quietMs?: Ms | Span | undefined
  /** How long the state had lasted when the fault came: since the write, the SYN or the request that is unanswered, or since the window closed. @default unknown */
  readonly sinceMs?: Ms | Span | undefined
  /** When the client writes next, counted from the fault. @default when its heartbeat does */
  readonly nextWriteMs?: Ms | Span | undefined
  /** How long after that it writes again, whatever was answered meanwhile; `unknown`: perhaps at any time. @default not as long as it is not answered */
  readonly writesAgainMs?: Ms | Span | 'unknown' | undefined
  /** How much it writes at once: more than a segment, or than a link carries, is repeated in another way. @default unknown */
  readonly writeBytes?: number | undefined
  /** Round trip. @default up to 1 ms, or what a delayed acknowledgement takes where there may be one */
  readonly rttMs?: Ms | Span | undefined
  /** What of it the way itself takes, there and back, without what acknowledgements wait for. @default all of it */
  readonly wayMs?: Ms | Span | undefined
  /** The retransmission timeout of its socket, as TCP_INFO has it. @default by the round trip: from that of a fresh connection, RFC 6298, to that of one whose round trip does not vary */
  readonly rtoMs?: Ms | Span | undefined
  /** A read deadline that a check at fixed times decides: at the latest. The settings have the earliest. @default the same */
  readonly readDeadlineToMs?: Ms | undefined
  /** How often the peer says something by itself; `never`: it only answers. @default unknown */
  readonly peerTalksEveryMs?: Ms | 'never' | undefined
  /** What the peer was seen to say by itself: for words, as a span of it is no promise. @default unknown */
  readonly unasked?: UnaskedWords | undefined
  /** When the fault was seen to heal, counted from the fault. @default when the fault itself says */
  readonly healedMs?: Ms | undefined
  /** Who is to notice accepted the connection: of one that is half made it is the server. @default false */
  readonly accepts?: boolean | undefined
  /** tcp_synack_retries of the server, or TCP_SYNCNT of its listener. @default 5 */
  readonly synackRetries?: number | undefined
  /** IP version: they differ in what an ICMP error does. @default 4 */
  readonly family?: 4 | 6 | undefined
  /** A proxy's kernel stands between, and acknowledges in the server's stead. `unknown`: only what holds either way is predicted. @default false */
  readonly relayed?: boolean | 'unknown' | undefined
}

/** Who connects to whom: of a pair the client to the server. */
export function pathOf({ path = { from: 'client', to: 'server' } }: Conditions): Path {
  return path
}
