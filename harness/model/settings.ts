// How a client tries to notice a dead peer: what is being compared.
import type { Ms } from './units.ts'

/** A client's detectors. What is absent is switched off, or as Linux has it: tcp_retries2 15, tcp_syn_retries 6, 120 s. */
export interface Settings {
  /** SO_KEEPALIVE with TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT: tcp(7). Kernel-level detection. */
  keepalive?: { idleMs: Ms; intervalMs: Ms; count: number }
  /** TCP_USER_TIMEOUT: tcp(7), RFC 5482. Kernel-level detection. */
  userTimeoutMs?: Ms
  /** net.ipv4.tcp_retries2: how long unacknowledged data is retransmitted, as a number of doublings. A sysctl. */
  retries2?: number
  /** TCP_SYNCNT, or net.ipv4.tcp_syn_retries: how often a SYN is retransmitted. */
  synRetries?: number
  /** TCP_RTO_MAX_MS, or net.ipv4.tcp_rto_max_ms: the longest pause between retransmissions. Linux 6.15. */
  rtoMaxMs?: Ms
  /** An application heartbeat. Without `deadlineMs` no answer is expected (one-way). */
  heartbeat?: { everyMs: Ms; deadlineMs?: Ms }
  /** The peer is given up when nothing was received for this long. */
  readDeadlineMs?: Ms
  /** The peer is given up when a request was not answered for this long. */
  requestTimeoutMs?: Ms
  /** The client's own traffic, no detector by itself: a request after each so long, and none while one is unanswered. */
  asksEveryMs?: Ms
}
