// What a prediction is made from, and what it is.
import type { Fault } from '../model/fault.ts'
import type { Kernel } from '../model/record.ts'
import type { ConnectionState } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import type { Path } from '../model/observer.ts'
import type { ClockName, Ms, Observer } from '../model/units.ts'
import type { Span } from './span.ts'

/** All that decides when a client notices. Only the first two are needed: what is not known makes the window wider. */
export interface Circumstances {
  /** The client's. */
  readonly settings: Settings
  readonly fault: Fault
  /** What the connection is doing when the fault comes; absent: nothing outstanding, as in `idle`. */
  readonly state?: ConnectionState | undefined
  /** Who is to notice: the client's program unless told otherwise. */
  readonly from?: Observer | undefined
  /** Who is to notice whose loss, by the hosts' names: `client` and `server` unless told otherwise. */
  readonly path?: Path | undefined
  /** Real unless told otherwise. In virtual time programs tell at once what they notice. */
  readonly clock?: ClockName | undefined
  /** The client's. Without `hz` the window covers 100, 250, 300 and 1000; without a release both ways to repeat a SYN. */
  readonly kernel?: Kernel | undefined
  /** What the client's kernel is set to, by full name, such as `net.ipv4.tcp_retries2`. The settings come first. */
  readonly sysctls?: Readonly<Record<string, string | number>> | undefined
  /** How long the client's kernel had heard nothing of its peer when the fault came. */
  readonly quietMs?: Ms | undefined
  /** How long the state had lasted reply: since the write, the SYN or the request that is unanswered, or since the window closed. */
  readonly sinceMs?: Ms | Span | undefined
  /** When the client writes next, counted from the fault. Its heartbeat unless told otherwise. */
  readonly nextWriteMs?: Ms | Span | undefined
  /** How much it writes at once: more than a segment, or than a link carries, is repeated in another way. */
  readonly writeBytes?: number | undefined
  /** Round trip: up to a millisecond unless told otherwise. */
  readonly rttMs?: Ms | Span | undefined
  /** When the fault was seen to heal, counted from the fault. */
  readonly healedMs?: Ms | undefined
  /** IP version: 4 unless told otherwise. They differ in what an ICMP error does. */
  readonly family?: 4 | 6 | undefined
  /** A proxy's kernel stands between, and acknowledges in the server's stead. `unknown`: only what holds either way is predicted. */
  readonly relayed?: boolean | 'unknown' | undefined
}

/** When detection must fall, and what decides it. */
export interface Prediction {
  /** Counted from the fault; `never`; undefined where it cannot be told, and then `reason` says why. */
  readonly window: Span | 'never' | undefined
  /** It may also never come: what decides is whether the fault ends in time, or which packet comes first. */
  readonly orNever?: true
  readonly mechanism: Mechanism
  /** One short sentence without a capital or a stop. */
  readonly reason: string
}

/** What decides. `survived`: the peer is heard again, or was never gone. `unnoticed`: nothing is set that would notice. */
export type Mechanism =
  | 'keepalive'
  | 'user-timeout'
  | 'retransmission'
  | 'syn-retries'
  | 'window-probes'
  | 'heartbeat-deadline'
  | 'request-timeout'
  | 'read-deadline'
  | 'reset'
  | 'refused'
  | 'told'
  | 'survived'
  | 'unnoticed'
  | 'unknown'
