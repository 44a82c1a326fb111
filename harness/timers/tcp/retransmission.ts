// Unacknowledged data by tcp_retransmit_timer(), tcp_write_timeout() and tcp_send_loss_probe(): TCP_USER_TIMEOUT decides, or else tcp_retries2.
import type { Settings } from '../../model/settings.ts'
import type { Ms } from '../../model/units.ts'
import type { KernelRules } from '../kernel.ts'
import type { Schedule } from '../schedule.ts'
import type { Span } from '../span.ts'
import type { Wheel } from '../wheel.ts'
import { icmpLimit } from './icmp-limit.ts'
import { modelTimeout, type RoundTrip, rtos, stampMs, sweep } from './timeout.ts'

/** The retransmissions in every phase, from a write on. */
export function* retransmissionSchedules(
  rules: KernelRules,
  { userTimeoutMs }: Settings,
  write: Write,
): Iterable<Schedule> {
  const { wheel } = rules
  const limitMs = userTimeoutMs ?? modelTimeout(rules.retries2, rules.rtoBase, rules.rtoMax) * wheel.tickMs
  for (const variant of variants(rules, write)) {
    const run = { ...variant, rules, userTimeoutMs, limitMs, unsent: write.unsent ?? false }
    yield* sweep(wheel, (start, turning) => retransmit(start, turning, run))
  }
}

/** What is written, and how its first loss is met. */
export interface Write extends RoundTrip {
  readonly tails: readonly Tail[]
  /** So long after the write ICMP messages begin that take the doubling back: RFC 6069, tcp_ld_RTO_revert(). */
  readonly revertedFromMs?: readonly Ms[] | undefined
  /** From the fault on the host itself sends nothing. */
  readonly unsent?: boolean | undefined
}

/**
 * What precedes the first retransmission timeout. `single`: one segment, so the loss probe waits two round trips and the least RTO, or an RTO
 * where that is less, and the timeout another one. `burst`: more than one, so the probe comes after two round trips. `steady`: so many writes
 * that the timeout counts from the first.
 */
export type Tail = 'single' | 'burst' | 'steady'

interface Variant {
  readonly rto: number
  /** So long after the write the loss probe is due; without one the timeout comes in its place. */
  readonly probeTicks: number | undefined
  /** It is sent again six times before the pause doubles. */
  readonly linear: boolean
  /** So many ticks after the write ICMP messages begin. */
  readonly revertsFrom: number
  /** How long after a segment the message about it comes: who says that a host is unreachable may be near, however far the host is. */
  readonly messageMs: Ms
  /** How many segments leave the host: the write, the loss probe, the first timeout's, or all. */
  readonly leave: 1 | 2 | 3
}

function variants(rules: KernelRules, write: Write): Variant[] {
  const { rttMs, tails, revertedFromMs, unsent } = write
  const begin = new Set(revertedFromMs?.map(ms => rules.wheel.ticks(ms)) ?? [Number.POSITIVE_INFINITY])
  const messages = revertedFromMs ? new Set([0, rttMs[1]]) : [0]
  const leaving = unsent ? ([1, 2, 3] as const) : ([3] as const)
  return rtos(rules, write).flatMap(rto =>
    tails.flatMap(tail =>
      probesAfter(rules, rttMs, { tail, rto }).flatMap(probeTicks =>
        linears(rules).flatMap(linear =>
          [...begin].flatMap(revertsFrom =>
            [...messages].flatMap(messageMs =>
              leaving.map(leave => ({ rto, probeTicks, linear, revertsFrom, messageMs, leave })),
            ),
          ),
        ),
      ),
    ),
  )
}

/**
 * tcp_schedule_loss_probe(): two round trips and the least RTO later for one segment, or TCP_TIMEOUT_MIN for more, and never later than the
 * timeout. Where a way takes the same time every time that is an RTO for one segment.
 */
function probesAfter(
  { wheel, rtoMinMs, lossProbe }: KernelRules,
  rttMs: Span,
  { tail, rto }: { readonly tail: Tail; readonly rto: number },
): (number | undefined)[] {
  if (tail === 'steady' || !lossProbe) return [undefined]
  if (tail === 'single' && rto <= wheel.ticks(rttMs[1] + rtoMinMs)) return [rto]
  if (tail === 'burst') return [Math.min(rto, 2 + wheel.ticks(2 * rttMs[1]))]
  return [...new Set(rttMs.map(rtt => Math.min(rto, wheel.ticks(2 * rtt + rtoMinMs))))]
}

/** tcp_stream_is_thin(): of fewer than four segments, and no longer in its first slow start, which BBR never leaves. */
function linears({ thinLinear }: KernelRules): boolean[] {
  return thinLinear ? [true, false] : [false]
}

interface Run extends Variant {
  readonly rules: KernelRules
  readonly userTimeoutMs: Ms | undefined
  readonly limitMs: Ms
  readonly unsent: boolean
}

function retransmit(start: number, wheel: Wheel, run: Run): Schedule {
  const { leave, limitMs, userTimeoutMs, rules, unsent } = run
  const sends: number[] = []
  const allowed = icmpLimit(wheel.hz)
  const send = (at: number) => {
    sends.push(at)
    return at >= start + run.revertsFrom && allowed(at)
  }
  send(start)
  const probe = run.probeTicks === undefined ? start : wheel.fires(start, run.probeTicks)
  if (probe > start && leave > 1) send(probe)
  const first = wheel.fires(probe, probe > start && leave === 1 ? Math.max(1, run.rto - (probe - start)) : run.rto)
  // The stamp that time is counted from is that of the last segment which left; the first timeout's, as a rule.
  const stamp = stampMs(leave === 1 ? start : leave === 2 ? probe : first, wheel)
  const by = userTimeoutMs === undefined ? 'retransmission' : 'user-timeout'
  let { rto } = run
  // icsk_retransmits has eight bits. Where it is 0 again nobody gives up, and no message takes a doubling back.
  let retransmits = 0
  for (let now = first; ; ) {
    const elapsedMs = stampMs(now, wheel) - stamp
    if (retransmits > 0 && elapsedMs >= limitMs)
      return {
        start,
        sends,
        ends: now,
        by,
        ...(unsent ? { withinMs: silentIn(leave, [start, probe, first], wheel) } : {}),
      }
    retransmits = (retransmits + 1) % 256
    if (send(now) && retransmits > 0) {
      const message = run.messageMs / wheel.tickMs
      now = wheel.fires(now + Math.floor(message), Math.max(1, rto - Math.ceil(message)))
      continue
    }
    if (!run.linear || retransmits > linearTimes) rto = Math.min(rto * 2, rules.rtoMax)
    const rest = userTimeoutMs === undefined ? rto : Math.max(1, wheel.ticks(limitMs - elapsedMs))
    now = wheel.fires(now, Math.min(rto, rest))
  }
}

/** TCP_THIN_LINEAR_RETRIES. */
const linearTimes = 6

/** When the host fell silent where so few segments left it, counted from the write. */
function silentIn(
  leave: Variant['leave'],
  [start, probe, first]: readonly [number, number, number],
  { tickMs }: Wheel,
): Span {
  const [probedMs, firstMs] = [(probe - start) * tickMs, (first - start) * tickMs]
  if (leave === 1) return [0, (probe > start ? probedMs : firstMs) + tickMs]
  return leave === 2 ? [probedMs, firstMs + tickMs] : [firstMs, Number.POSITIVE_INFINITY]
}
