// How a client tries to notice a dead peer: what is being compared.
import type { Ms } from './units.ts'

/** A subject's detectors. What is absent is switched off. */
export interface Settings {
  /** SO_KEEPALIVE with TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT: tcp(7). Kernel-level detection. */
  keepalive?: { idleMs: Ms; intervalMs: Ms; count: number }
  /** TCP_USER_TIMEOUT: tcp(7), RFC 5482. Kernel-level detection. */
  userTimeoutMs?: Ms
  /** An application heartbeat. Without `deadlineMs` no answer is expected (one-way). */
  heartbeat?: { everyMs: Ms; deadlineMs?: Ms }
  /** The peer is given up when nothing was received for this long. */
  readDeadlineMs?: Ms
}
