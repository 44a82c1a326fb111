// A program that waits for something: what it has asked, its ping's answer, or anything at all.
import { type Deadline, deadlineExpectation } from './deadline.ts'
import type { Expectation } from './expectation.ts'
import { lateMs } from './lateness.ts'
import type { Outage } from './outage.ts'
import { deadlineOf, quietOf, type Situation, sinceOf } from './situation.ts'
import { asSpan } from './span.ts'

/** A program that wants to hear something now and then. What its peer says by itself it has heard no longer ago than it says it. */
export function reading(situation: Situation): Expectation[] {
  const { settings, peerTalksEveryMs, readDeadlineToMs, rttMs = 0 } = situation.on
  const { readDeadlineMs } = settings
  if (readDeadlineMs === undefined) return []
  const talksMs = typeof peerTalksEveryMs === 'number' ? peerTalksEveryMs + lateMs(peerTalksEveryMs) : readDeadlineMs
  const longest = Math.min(readDeadlineMs, talksMs)
  const quiet = Math.min(quietOf(situation)?.[0] ?? -asSpan(rttMs)[1], longest)
  const deadline = { ms: readDeadlineMs, toMs: readDeadlineToMs, by: 'read-deadline' } as const
  return [deadlineExpectation(deadline, [quiet, longest], programOf(situation))]
}

/** What was asked before the fault, and is answered late where the peer has to repeat it. */
export function awaiting(situation: Situation): Expectation[] {
  const { untilMs, ...outage } = programOf(situation)
  const [from, to] = untilMs
  return [
    ...asked(situation, { ...outage, untilMs: [from, to > 0 ? 2 * to + 1_000 : to] }),
    ...beating(situation, programOf(situation)),
  ]
}

/** A request that nobody answers in time. */
export function asked(situation: Situation, outage: Outage): Expectation[] {
  const request = requestTimeout(situation)
  return request ? [deadlineExpectation(request, sinceOf(situation), outage)] : []
}

/** A ping is outstanding, or the next one is due within its period. */
export function beating(situation: Situation, outage: Outage): Expectation[] {
  const { heartbeat } = situation.on.settings
  const deadline = deadlineOf('heartbeat-deadline', heartbeat?.deadlineMs)
  if (!heartbeat || !deadline) return []
  const [, most] = sinceOf(situation)
  return [deadlineExpectation(deadline, [-heartbeat.everyMs, Math.min(most, deadline.ms)], outage)]
}

export function requestTimeout({ on }: Situation): Deadline | undefined {
  return deadlineOf('request-timeout', on.settings.requestTimeoutMs)
}

export function programOf({ effect }: Situation): Outage {
  return effect.program ?? effect.kernel
}
