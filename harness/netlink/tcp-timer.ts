// Which of a socket's timers runs, or fires just now.
import type { TcpInfo } from './tcp-info.ts'

/** The timer by the number that sock_diag(7) and /proc/net/tcp have for it. */
export const tcpTimer = (code: number | undefined): TcpTimer => TIMERS[code ?? 0] ?? 'none'

/** While a timer's function is at work on another processor the kernel lists no timer and nothing unanswered: the counters still know. */
export function timerOf(timer: TcpTimer, retries: number, info: Counters | undefined): Unanswered {
  if (timer !== 'none' || !info) return { timer, retries }
  if (info.retransmits > 0) return { timer: 'retransmit', retries: info.retransmits }
  if (info.probes > 0) return { timer: info.notsentBytes > 0 ? 'persist' : 'keepalive', retries: info.probes }
  return { timer, retries }
}

interface Unanswered {
  readonly timer: TcpTimer
  readonly retries: number
}

type Counters = Pick<TcpInfo, 'retransmits' | 'probes' | 'notsentBytes'>

export type TcpTimer = (typeof TIMERS)[number]
const TIMERS = ['none', 'retransmit', 'keepalive', 'time-wait', 'persist'] as const
