// Keepalive and what is written: the one is off while the other is unacknowledged.
import type { Ms } from '../model/units.ts'
import { type Deadline, deadlineExpectation } from './deadline.ts'
import { type Expectation, firstOf, oneOf } from './expectation.ts'
import type { KernelRules } from './kernel.ts'
import { lateMs } from './lateness.ts'
import { silent } from './outage.ts'
import { expectationOf, type Stand } from './schedule.ts'
import {
  kernelPart,
  nextWrites,
  onItsWayMs,
  quietOf,
  type Situation,
  tailsOf,
  tripOf,
  type Write,
} from './situation.ts'
import { asSpan, type Span } from './span.ts'
import { heardAgain } from './talking.ts'
import { keepaliveSchedules } from './tcp/keepalive.ts'
import { retransmissionSchedules } from './tcp/retransmission.ts'
import { probeSchedules } from './tcp/zero-window.ts'

/** Keepalive runs until the client writes; from then on it is off, and the retransmissions decide. */
export function idle(situation: Situation): Expectation {
  const writes = nextWrites(situation)
  const probes = keptAlive(situation)
  if (writes.length === 0) return probes
  const earliest = Math.min(...writes.map(({ atMs }) => atMs[0]))
  const latest = Math.min(...writes.map(({ atMs }) => atMs[1]))
  const done = speaksFirst(situation) ? undefined : probes.window
  if (!done || done[0] > latest) return firstWritten(situation, writes, latest)
  if (done[1] <= earliest && !probes.never) return probes
  return oneOf([
    { window: [done[0], Math.min(done[1], latest)], never: false, by: probes.by },
    firstWritten(situation, writes, probes.never ? latest : Math.min(latest, done[1])),
  ])
}

/** Keepalive by itself; where the peer can be heard and cannot hear, what it sends again puts that off. */
function keptAlive(situation: Situation): Expectation {
  const asFound = oneOf(quietsOf(situation).map(quietMs => probing(situation, quietMs)))
  const { on, effect } = situation
  const everyMs = on.peerTalksEveryMs
  if (!effect.peerTalks || typeof everyMs !== 'number') return asFound
  const fromHeard = probing({ ...situation, effect: { ...effect, kernel: silent } }, [0, 0])
  return heardAgain(situation, { asFound, fromHeard }, { everyMs, quietMs: quietOf(situation) })
}

/**
 * An answer may be on its way when the fault comes: where nobody says how long there was silence, and where a probe has been sent. Then it is heard
 * after the fault, and all begins anew.
 */
function quietsOf(situation: Situation): (Span | undefined)[] {
  const quietMs = quietOf(situation)
  const { rttMs, settings } = situation.on
  const isProbed = !quietMs || quietMs[1] >= (settings.keepalive?.idleMs ?? forEver)
  return rttMs !== undefined && isProbed ? [quietMs, [-asSpan(rttMs)[1], 0]] : [quietMs]
}

function probing(situation: Situation, quietMs: Span | undefined): Expectation {
  const { on, effect, rules } = situation
  const sentMs = onItsWayMs(situation)
  const stand = { ageMs: [Number.NEGATIVE_INFINITY, sentMs], tickMs: rules.wheel.tickMs } as const
  return expectationOf([keepaliveSchedules, rules, kernelPart(on.settings), quietMs, sentMs], stand, effect.kernel)
}

/** Whether the client says something before keepalive can give up, whenever the peer was heard last. */
function speaksFirst(situation: Situation): boolean {
  const { settings, nextWriteMs } = situation.on
  const everyMs = Math.min(settings.heartbeat?.everyMs ?? forEver, settings.asksEveryMs ?? forEver)
  if (nextWriteMs !== undefined || everyMs === forEver) return false
  const { window } = probing(situation, [0, 0])
  return !window || window[0] > everyMs + lateMs(everyMs)
}

const forEver = Number.POSITIVE_INFINITY

/** Each write has a deadline of its own; the first comes before `until`. */
function firstWritten(situation: Situation, writes: readonly Write[], until: Ms): Expectation {
  const expectations = writes.map(({ atMs: [from, to], deadline }) =>
    written(situation, [-(writes.length > 1 ? to : Math.min(to, until)), -from], deadline),
  )
  return firstOf(expectations)
}

/** Data that nobody acknowledges, or that nobody answers in time. `ageMs`: how long ago it was written. */
export function written(situation: Situation, ageMs: Span, deadline: Deadline | undefined): Expectation {
  const { on, effect, rules } = situation
  const { unsent, kernel, program, icmp } = effect
  const sent = { ...tripOf(situation), unsent }
  const revertedFromMs = icmp === 'reverting' ? ageMs.map(ms => Math.max(0, Math.min(ms, settledMs))) : undefined
  const inFlight = { ...sent, tails: tailsOf(situation), revertedFromMs }
  const repeated = (age: Span, own: Own) =>
    expectationOf(
      [retransmissionSchedules, rules, kernelPart(on.settings), inFlight],
      { ...begunWithinTick(age, rules), ...own },
      kernel,
    )
  const held = (age: Span, own: Own) =>
    expectationOf(
      [probeSchedules, rules, { ...sent, userTimeoutMs: on.settings.userTimeoutMs }],
      { ...begunWithinTick(age, rules), ...own },
      kernel,
    )
  // What was written before the own host could not send any more is repeated; what is written after that is held back.
  const expected = (own: Own) => {
    if (!unsent || ageMs[0] > 0) return repeated(ageMs, own)
    if (ageMs[1] <= 0) return held(ageMs, own)
    return oneOf([held([ageMs[0], 0], own), repeated([0, ageMs[1]], own)])
  }
  if (!program) return expected({ deadline })
  return firstOf([expected({}), ...(deadline ? [deadlineExpectation(deadline, ageMs, program)] : [])])
}

type Own = Pick<Stand, 'deadline'>

/** What began within a tick began up to a tick earlier than its timers know. */
export function begunWithinTick(ageMs: Span, { wheel: { tickMs } }: KernelRules): Stand {
  return { ageMs, tickMs, blurMs: tickMs }
}

/** After so long the first timeouts are over, and it makes no difference any more when ICMP messages begin. */
const settledMs = 2_000
