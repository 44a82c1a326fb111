// What is known of a client and its connection, whatever goes wrong.
import type { ConnectionState } from '../model/connection-state.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Path } from '../model/observer.ts'
import type { Settings } from '../model/settings.ts'
import type { ClockName, Ms, Observer } from '../model/units.ts'
import type { Span } from './span.ts'

/** All that decides when a client notices, but for the fault. Only the settings are needed: what is not known makes a window wider. */
export interface Conditions {
  /** The client's. */
  readonly settings: Settings
  /** Who connects to whom: of a pair the client to the server. */
  readonly path?: Path | undefined
  /** What the connection is doing when the fault comes; absent: nothing outstanding, as in `idle`. */
  readonly state?: ConnectionState | undefined
  /** Who is to notice: the client's program unless told otherwise. */
  readonly by?: Observer | undefined
  /** Real unless told otherwise. In virtual time programs tell at once what they notice. */
  readonly clock?: ClockName | undefined
  /** The client's. Without `hz` the window covers 100, 250, 300 and 1000; without a release both ways to repeat a SYN. */
  readonly kernel?: Kernel | undefined
  /** What the client's kernel is set to, by full name, such as `net.ipv4.tcp_retries2`. The settings come first. */
  readonly sysctls?: Readonly<Record<string, string | number>> | undefined
  /** How long the client's kernel had heard nothing of its peer when the fault came. */
  readonly quietMs?: Ms | undefined
  /** How long the state had lasted when the fault came: since the write, the SYN or the request that is unanswered, or since the window closed. */
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

/** Who connects to whom: of a pair the client to the server. */
export function pathOf({ path = { from: 'client', to: 'server' } }: Conditions): Path {
  return path
}
