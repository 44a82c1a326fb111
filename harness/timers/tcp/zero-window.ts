// A closed window by tcp_probe_timer() and tcp_send_probe0(): who goes on answering is waited for, for ever unless there is a user timeout.
import type { Ms } from '../../model/units.ts'
import type { KernelRules } from '../kernel.ts'
import type { Schedule } from '../schedule.ts'
import type { Span } from '../span.ts'
import type { Wheel } from '../wheel.ts'
import { growth, type RoundTrip, rtos, sweep } from './timeout.ts'

/**
 * The probes in every phase, from the moment at which data was held back. Their pauses grow whether they are answered or not; what counts
 * against tcp_retries2 are those that came after the last answer, so there is a schedule for each number of probes before the fault.
 */
export function* probeSchedules(rules: KernelRules, held: Held): Iterable<Schedule> {
  const { tickMs } = rules.wheel
  const most = held.unsent ? 0 : doublings(rules) + 4
  for (const { start, sends, timeout = forEver } of firings(rules, held, most + rules.retries2)) {
    for (let heard = 0; heard <= most; heard++) {
      const end = Math.min(endOf(sends, heard, rules), timeout)
      const ends = sends[end]
      if (ends === undefined || heard > end) break
      const [last, next] = [heard === 0 ? start : (sends[heard - 1] ?? start), sends[heard] ?? ends]
      const withinMs: Span = [(last - start) * tickMs, (next - start) * tickMs + tickMs]
      const schedule = { start, sends, from: heard, ends, ...(held.unsent ? {} : { withinMs }) }
      yield end === timeout ? { ...schedule, by: 'user-timeout', deaf: true } : { ...schedule, by: 'window-probes' }
    }
  }
}

/**
 * A peer that answers and keeps its window closed. TCP_USER_TIMEOUT gives up the living as well, and so does a tcp_retries2 of 0 or 1,
 * because not every probe is answered; otherwise there is no end, and no schedule.
 */
export function* livelyProbeSchedules(rules: KernelRules, held: Held): Iterable<Schedule> {
  const most = held.userTimeoutMs === undefined ? doublings(rules) + 4 : forEver
  for (const { start, sends, timeout = forEver } of firings(rules, held, most)) {
    const end = Math.min(endOf(sends, forEver, rules), timeout)
    const ends = sends[end]
    if (ends === undefined) return
    yield { start, sends: [], ends, by: end === timeout ? 'user-timeout' : 'window-probes', deaf: true }
  }
}

/** An age at which the pauses have grown as long as they get: from then on one is like the other. */
export function grownMs(rules: KernelRules): Span {
  const { wheel, rtoBase, rtoMax } = rules
  const longest = Math.min(rtoBase * 2 ** doublings(rules), rtoMax)
  const grown = rtoBase * 2 ** (doublings(rules) + 1) + longest
  return [grown * wheel.tickMs, (grown + longest) * wheel.tickMs]
}

/**
 * How long data had been held back when the timer of its probes had doubled its pause so often, and had so long to run. Once the count of the
 * doublings is full it may be any time longer.
 */
export function heldForMs(rules: KernelRules, held: Held, { backoff, dueMs }: ProbeTimer): Span | undefined {
  const ages = [...firings(rules, held, backoff)].flatMap(({ start, sends }) => {
    const next = sends[backoff]
    return next === undefined ? [] : [(next - start) * rules.wheel.tickMs - dueMs]
  })
  if (ages.length === 0) return undefined
  const isFull = backoff >= rules.retries2
  return [Math.max(0, Math.min(...ages)), isFull ? forEver : Math.max(0, ...ages) + rules.wheel.tickMs]
}

/** Of a socket: icsk_backoff, and when its timer is due. */
export interface ProbeTimer {
  readonly backoff: number
  readonly dueMs: Ms
}

/** Data that may not leave. It is probed for no sooner than after TCP_RTO_MIN: tcp_probe0_base(). */
export interface Held extends RoundTrip {
  readonly userTimeoutMs?: Ms | undefined
  /** The host itself sends nothing, so no probe was ever answered. */
  readonly unsent?: boolean | undefined
}

const forEver = Number.POSITIVE_INFINITY

/** Which firing gives up, where the peer heard so many. It answers one in half a second: net.ipv4.tcp_invalid_ratelimit. */
function endOf(sends: readonly number[], heard: number, { retries2, wheel }: KernelRules): number {
  let answered = Number.NEGATIVE_INFINITY
  let unanswered = 0
  for (let i = 0; i < sends.length; i++) {
    if (unanswered >= retries2) return i
    const at = sends[i] ?? 0
    const answers = i < heard && at - answered >= wheel.hz / 2
    if (answers) answered = at
    unanswered = answers ? 0 : unanswered + 1
  }
  return sends.length
}

interface Firings {
  readonly start: number
  readonly sends: readonly number[]
  /** Which of them finds that the user timeout has passed. */
  readonly timeout?: number
}

function* firings(rules: KernelRules, held: Held, most: number): Iterable<Firings> {
  const timeout = rules.wheel.ticks(held.userTimeoutMs ?? forEver)
  const bases = new Set(rtos(rules, held).map(rto => Math.max(rto, rules.rtoBase)))
  for (const rto of bases) {
    const run = { rto, timeout, most, doublings: doublings(rules), rtoMax: rules.rtoMax }
    yield* sweep(rules.wheel, (start, wheel) => fire(start, wheel, run))
  }
}

/** tcp_probe0_when(): how often the pause is doubled. */
function doublings({ retries2, rtoBase, rtoMax }: KernelRules): number {
  return Math.min(retries2, growth(rtoBase, rtoMax) + 1)
}

interface Run {
  readonly rto: number
  readonly timeout: number
  readonly most: number
  readonly doublings: number
  readonly rtoMax: number
}

/** The user timeout counts from the first firing: icsk_probes_tstamp. */
function fire(start: number, wheel: Wheel, { rto, timeout, most, doublings, rtoMax }: Run): Firings {
  const first = wheel.fires(start, rto)
  const sends = [first]
  for (let now = first, backoff = 1; sends.length <= most; backoff++) {
    const pause = Math.min(rto * 2 ** Math.min(backoff, doublings), rtoMax)
    now = wheel.fires(now, Math.min(pause, Math.max(2, timeout - (now - first))))
    sends.push(now)
    if (now - first >= timeout) return { start, sends, timeout: sends.length - 1 }
  }
  return { start, sends }
}
