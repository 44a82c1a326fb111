// What a fault means to a client: how long nothing comes back, and what comes then.
import type { Outage } from './outage.ts'
import type { Span } from './span.ts'

/** How the rest of the world looks from the client. */
export interface Effect {
  /** What becomes of the packets of a connection that stands. */
  readonly kernel: Outage
  /** What becomes of requests, where the peer's program is not as its kernel is. */
  readonly program?: Outage
  /** What becomes of a SYN, where it is not as for a connection that stands. */
  readonly connecting?: Outage
  /** An ICMP message answers: `reverting` takes the doubling of retransmissions back (RFC 6069), `soft` only becomes the reason. */
  readonly icmp?: 'reverting' | 'soft'
  /** The client's own host sends nothing any more. */
  readonly unsent?: true
  /** Nothing of what the client's host sends reaches a router that could see it. */
  readonly unseen?: true
  /** The client's kernel is told: by the goodbye of the peer's, or by a reset from the path. */
  readonly notified?: 'goodbye' | 'reset'
  /** What the peer says of its own accord still arrives. */
  readonly peerTalks?: true
  /** So long had nothing been heard when it came. */
  readonly quietMs?: Span
  /** Why there is nothing to notice. */
  readonly reason?: string
}

/** Why nothing can be told. */
export interface Unpredictable {
  readonly why: string
}
