// Unacknowledged data by tcp_retransmit_timer(), tcp_write_timeout() and tcp_send_loss_probe(): TCP_USER_TIMEOUT decides, or else tcp_retries2.
import type { Settings } from '../../model/settings.ts'
import type { Ms } from '../../model/units.ts'
import type { Chain } from '../chain.ts'
import type { KernelRules } from '../kernel.ts'
import type { Span } from '../span.ts'
import type { Wheel } from '../wheel.ts'
import { modelTimeout, rtos, stampMs, sweep } from './timeout.ts'

/** The retransmissions in every phase, from a write on. */
export function retransmissionChains(rules: KernelRules, settings: Settings, write: Write): readonly Chain[] {
  const { wheel } = rules
  const limitMs = settings.userTimeoutMs ?? modelTimeout(rules.retries2, rules.rtoMin, rules.rtoMax) * wheel.tickMs
  const by = settings.userTimeoutMs === undefined ? 'retransmission' : 'user-timeout'
  const ageMs: Span = [write.ageMs[0], write.ageMs[1] + wheel.tickMs]
  return rtos(rules, write.rttMs).flatMap(rto =>
    write.tails.flatMap(tail =>
      sweep(wheel, (start, turning): Chain => {
        const { sends, ends } = retransmit(start, turning, { ...rules, ...write, settings, limitMs, rto, tail })
        const since = (at: number) => (at - start) * wheel.tickMs
        return { sendsMs: sends.map(since), endsMs: since(ends), by, ageMs }
      }),
    ),
  )
}

/** What is written, and how its first loss is met. */
export interface Write {
  /** How long ago it was when the fault came. */
  readonly ageMs: Span
  readonly rttMs: Span
  readonly tails: readonly Tail[]
  /** Each packet is answered with an ICMP message that takes the doubling back: RFC 6069, tcp_ld_RTO_revert(). */
  readonly reverted?: boolean | undefined
}

/**
 * What precedes the first retransmission timeout. `single`: one segment, so the loss probe waits an RTO and the timeout another one.
 * `burst`: more than one, so the probe comes after two round trips. `steady`: so many writes that the timeout counts from the first.
 */
export type Tail = 'single' | 'burst' | 'steady'

interface Run extends KernelRules, Write {
  readonly settings: Settings
  readonly limitMs: Ms
  readonly rto: number
  readonly tail: Tail
}

function retransmit(start: number, wheel: Wheel, run: Run): { sends: number[]; ends: number } {
  const { limitMs, rtoMax, settings, tail } = run
  const sends = [start]
  let { rto } = run
  let now = start
  if (tail !== 'steady') {
    now = wheel.fires(start, tail === 'single' ? rto : Math.min(rto, burstTicks(run)))
    sends.push(now)
  }
  now = wheel.fires(now, rto)
  const first = now
  const revert = run.reverted ? limiter(wheel.hz, sends) : () => false
  for (;;) {
    const elapsedMs = stampMs(now, wheel) - stampMs(first, wheel)
    if (now > first && elapsedMs >= limitMs) return { sends, ends: now }
    sends.push(now)
    if (revert(now)) {
      now = wheel.fires(now, rto)
      continue
    }
    rto = Math.min(rto * 2, rtoMax)
    const rest = settings.userTimeoutMs === undefined ? rto : Math.max(1, wheel.ticks(limitMs - elapsedMs))
    now = wheel.fires(now, Math.min(rto, rest))
  }
}

/** tcp_schedule_loss_probe() for more than one segment: two round trips and TCP_TIMEOUT_MIN. */
function burstTicks({ wheel, rttMs: [, longest] }: Run): number {
  return 2 + wheel.ticks(2 * longest)
}

/** inet_peer_xrlim_allow(): six messages at once, then one a second. Those for `sent` have gone already. */
function limiter(hz: number, sent: readonly number[]): (now: number) => boolean {
  let tokens = 6 * hz
  let last = 0
  const allows = (now: number) => {
    tokens = Math.min(6 * hz, tokens + now - last)
    last = now
    if (tokens < hz) return false
    tokens -= hz
    return true
  }
  for (const at of sent) allows(at)
  return allows
}
