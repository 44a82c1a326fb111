// A program that waits for something: what it has asked, its ping's answer, or anything at all.
import { type Deadline, deadlineFate } from './deadline.ts'
import type { Fate } from './expectation.ts'
import type { Silence } from './outage.ts'
import { deadlineOf, type Ground, quietOf, sinceOf } from './situation.ts'

/** A program that wants to hear something now and then. */
export function reading(ground: Ground): Fate[] {
  const deadline = deadlineOf('read-deadline', ground.on.settings.readDeadlineMs)
  if (!deadline) return []
  const quiet = Math.min(quietOf(ground)?.[0] ?? 0, deadline.ms)
  return [deadlineFate(deadline, [quiet, deadline.ms], programOf(ground))]
}

/** What was asked before the fault, and is answered late where the peer has to repeat it. */
export function awaiting(ground: Ground): Fate[] {
  const { untilMs, ...silence } = programOf(ground)
  const [from, to] = untilMs
  return [
    ...asked(ground, { ...silence, untilMs: [from, to > 0 ? 2 * to + 1_000 : to] }),
    ...beating(ground, programOf(ground)),
  ]
}

/** A request that nobody answers in time. */
export function asked(ground: Ground, silence: Silence): Fate[] {
  const request = requestTimeout(ground)
  return request ? [deadlineFate(request, sinceOf(ground), silence)] : []
}

/** A ping is outstanding, or the next one is due within its period. */
export function beating(ground: Ground, silence: Silence): Fate[] {
  const { heartbeat } = ground.on.settings
  const deadline = deadlineOf('heartbeat-deadline', heartbeat?.deadlineMs)
  if (!heartbeat || !deadline) return []
  const [, most] = sinceOf(ground)
  return [deadlineFate(deadline, [-heartbeat.everyMs, Math.min(most, deadline.ms)], silence)]
}

export function requestTimeout({ on }: Ground): Deadline | undefined {
  return deadlineOf('request-timeout', on.settings.requestTimeoutMs)
}

export function programOf({ course }: Ground): Silence {
  return course.program ?? course.kernel
}
