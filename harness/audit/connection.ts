// What is known of a running program's connections, as data: read from its kernel, and not yet judged.
import type { Ms } from '../model/units.ts'

/** A process at one moment: where what is known of it came from, and its sockets. */
export interface ProcessReading {
  readonly pid: number
  /** The program, and the file it runs where it is an interpreter: `node orders-web.js`. */
  readonly name: string
  readonly source: Source
  /** Why no better source was used. Absent with `socket options`. */
  readonly because?: string
  /** What would make it `socket options`. */
  readonly fix?: string
  /** The network namespace, seen from the process that audits. */
  readonly namespace: 'own' | 'another'
  readonly settings: NamespaceSettings
  readonly connections: readonly Connection[]
  readonly listening: readonly Listening[]
}

/**
 * `socket options`: getsockopt(2) on a duplicate of each descriptor, so everything. `sock_diag`: sock_diag(7), so times and
 * whether keepalive is on, without its numbers and without user timeouts. `/proc`: /proc/PID/net/tcp, so without times as well.
 */
export type Source = 'socket options' | 'sock_diag' | '/proc'

/** What the process's network namespace gives to sockets that set nothing themselves. tcp(7) */
export interface NamespaceSettings {
  /** Those of a new namespace are assumed where they may not be read: another namespace, without CAP_SYS_ADMIN over it. */
  readonly assumed: boolean
  readonly retries2: number
  readonly keepalive: KeepaliveNumbers
}

/** A connection that a process holds. */
export interface Connection {
  readonly pid: number
  /** One number for one socket, in whichever processes. */
  readonly inode: number
  readonly local: End
  readonly remote: End
  /** As ss(8) writes it: `ESTABLISHED`. */
  readonly state: string
  readonly now: Now
  readonly detectors: Detectors
}

/** A listening socket. Connections that it accepts begin with its options. */
export interface Listening {
  readonly pid: number
  readonly inode: number
  readonly local: End
  readonly detectors: Detectors
}

export interface End {
  readonly address: string
  readonly port: number
}

/** What the kernel does by itself about a peer that is silent. */
export interface Detectors {
  readonly keepalive: Keepalive
  /** TCP_USER_TIMEOUT. */
  readonly userTimeoutMs: Ms | 'off' | 'not visible'
  /** TCP_SYNCNT, or the namespace's tcp_syn_retries. */
  readonly synRetries?: number
  /** TCP_RTO_MAX_MS, since Linux 6.15. */
  readonly rtoMaxMs?: Ms
}

/** SO_KEEPALIVE. `idleAtLeastMs`: it is on, and its timer has that long to go, so its idle time is no shorter. */
export type Keepalive = 'off' | 'not visible' | { readonly idleAtLeastMs: Ms } | KeepaliveNumbers

export interface KeepaliveNumbers {
  readonly idleMs: Ms
  readonly intervalMs: Ms
  readonly count: number
}

/** What a connection was doing when it was read. */
export interface Now {
  readonly state: 'idle' | 'data-in-flight' | 'zero-window' | 'connecting'
  /** Since data passed, either way. Absent where the source shows no times. */
  readonly idleMs?: Ms
  /** Since anything was heard of the peer, acknowledgements and keepalive answers included. */
  readonly unheardMs?: Ms
  /** Retransmissions or probes in a row without an answer. */
  readonly unanswered: number
  /** The retransmission timeout before any doubling. */
  readonly rtoMs?: Ms
}
