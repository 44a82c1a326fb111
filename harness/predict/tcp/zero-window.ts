// A closed window by tcp_probe_timer() and tcp_send_probe0(): who goes on answering is waited for, for ever unless there is a user timeout.
import type { Ms } from '../../model/units.ts'
import type { Chain } from '../chain.ts'
import type { KernelRules } from '../kernel.ts'
import { overlap, type Span } from '../span.ts'
import type { Wheel } from '../wheel.ts'
import { growth, rtos, sweep } from './timeout.ts'

/**
 * The probes in every phase, from the moment at which data was held back. Their pauses grow whether they are answered or not; what counts
 * against tcp_retries2 are those that came after the last answer, so there is a chain for each number of probes before the fault.
 */
export function probeChains(rules: KernelRules, held: Held): readonly Chain[] {
  const most = held.unsent ? 0 : growth(rules.rtoMin, rules.rtoMax) + 2
  return firings(rules, held, most + rules.retries2).flatMap(({ times, timeout = Number.POSITIVE_INFINITY }) =>
    Array.from({ length: most + 1 }, (_, heard): Chain[] => {
      const end = Math.min(endOf(times, heard, rules.retries2), timeout)
      const endsMs = times[end]
      const own: Span = held.unsent ? held.ageMs : [times[heard - 1] ?? 0, times[heard] ?? 0]
      // Once the pauses have grown as long as they get, one is like the other.
      const ageMs = heard === most && held.ageMs[1] > own[1] ? own : overlap(held.ageMs, own)
      if (endsMs === undefined || !ageMs || heard > end) return []
      const chain = { sendsMs: times.slice(heard, end), endsMs, ageMs: late(ageMs, rules) }
      return [end === timeout ? { ...chain, by: 'user-timeout', deaf: true } : { ...chain, by: 'window-probes' }]
    }).flat(),
  )
}

/** TCP_USER_TIMEOUT with a peer that answers every probe and keeps its window closed: the living are given up as well. */
export function livelyProbeChains(rules: KernelRules, held: Held & { userTimeoutMs: Ms }): readonly Chain[] {
  return firings(rules, held, Number.POSITIVE_INFINITY).map(({ times }) => {
    const endsMs = times.at(-1) ?? 0
    const [least, most] = held.ageMs
    const ageMs = late([Math.min(least, endsMs), Math.min(most, endsMs)], rules)
    return { sendsMs: [], endsMs, by: 'user-timeout', ageMs, deaf: true }
  })
}

/** Which firing gives up, where the peer heard so many. It answers one in half a second: net.ipv4.tcp_invalid_ratelimit. */
function endOf(times: readonly Ms[], heard: number, retries2: number): number {
  let answeredMs = Number.NEGATIVE_INFINITY
  let unanswered = 0
  for (const [i, atMs] of times.entries()) {
    if (unanswered >= retries2) return i
    const answers = i < heard && atMs - answeredMs >= 500
    if (answers) answeredMs = atMs
    unanswered = answers ? 0 : unanswered + 1
  }
  return times.length
}

/** What began within a tick began up to a tick earlier than its timers know. */
function late([least, most]: Span, { wheel }: KernelRules): Span {
  return [least, most + wheel.tickMs]
}

/** Data that may not leave. */
export interface Held {
  /** How long it had been held back when the fault came. */
  readonly ageMs: Span
  readonly rttMs: Span
  readonly userTimeoutMs?: Ms | undefined
  /** The host itself sends nothing, so no probe was ever answered. */
  readonly unsent?: boolean
}

interface Firings {
  readonly times: readonly Ms[]
  /** Which of them finds that the user timeout has passed. */
  readonly timeout?: number
}

function firings(
  rules: KernelRules,
  { rttMs, userTimeoutMs = Number.POSITIVE_INFINITY }: Held,
  most: number,
): Firings[] {
  const timeout = rules.wheel.ticks(userTimeoutMs)
  return rtos(rules, rttMs).flatMap(rto =>
    sweep(rules.wheel, (start, wheel) => fire(start, wheel, { ...rules, rto, timeout, most })),
  )
}

/** The user timeout counts from the first firing: icsk_probes_tstamp. */
function fire(start: number, wheel: Wheel, { rto, timeout, most, retries2, rtoMin, rtoMax }: Run): Firings {
  const first = wheel.fires(start, rto)
  const found = [first]
  for (let now = first, backoff = 1; found.length <= most; backoff++) {
    const doubled = rto * 2 ** Math.min(backoff, retries2, growth(rtoMin, rtoMax) + 1)
    const rest = Math.max(2, timeout - (now - first))
    now = wheel.fires(now, Math.min(doubled, rtoMax, rest))
    found.push(now)
    if (now - first >= timeout) return { times: found.map(since), timeout: found.length - 1 }
  }
  return { times: found.map(since) }

  function since(at: number): Ms {
    return (at - start) * wheel.tickMs
  }
}

interface Run extends KernelRules {
  readonly rto: number
  readonly timeout: number
  readonly most: number
}
