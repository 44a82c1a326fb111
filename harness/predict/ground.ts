// All that is known of a case, with what is not said filled in as widely as it has to be.
import type { Circumstances } from './circumstances.ts'
import type { Course } from './course.ts'
import type { Deadline } from './deadline.ts'
import type { KernelRules } from './kernel.ts'
import { lateMs } from './lateness.ts'
import { asSpan, type Span } from './span.ts'
import type { Tail } from './tcp/retransmission.ts'

/** What is known of a case, and one kernel that the client may have. */
export interface Ground {
  readonly on: Circumstances
  readonly course: Course
  readonly rules: KernelRules
}

/** How long nothing had been heard; undefined where nobody says. */
export function quietOf({ on, course }: Ground): Span | undefined {
  return on.quietMs === undefined ? course.quietMs : [on.quietMs, on.quietMs]
}

/** How long the state had lasted: at the longest since something was heard. */
export function sinceOf(ground: Ground): Span {
  const { sinceMs } = ground.on
  return sinceMs === undefined ? [0, quietOf(ground)?.[1] ?? Number.POSITIVE_INFINITY] : asSpan(sinceMs)
}

/**
 * The round trip of a network of one's own; where nobody says that the client is answered, or waits long enough between two writes, a delayed
 * acknowledgement may be in it: TCP_DELACK_MIN and a tick.
 */
export function rttOf({ on, rules: { wheel } }: Ground): Span {
  const { heartbeat } = on.settings
  const prompt = heartbeat && (heartbeat.deadlineMs !== undefined || heartbeat.everyMs >= apartMs)
  return asSpan(on.rttMs ?? [0, prompt || on.nextWriteMs !== undefined ? 1 : 40 + wheel.tickMs])
}

/** When the client writes next, and what it expects then; undefined where it says nothing by itself. */
export function nextWrite(ground: Ground): { atMs: Span; deadline: Deadline | undefined } | undefined {
  const { heartbeat, requestTimeoutMs } = ground.on.settings
  const deadline = deadlineOf('heartbeat-deadline', heartbeat?.deadlineMs)
  const { nextWriteMs } = ground.on
  if (nextWriteMs !== undefined)
    return { atMs: asSpan(nextWriteMs), deadline: deadline ?? deadlineOf('request-timeout', requestTimeoutMs) }
  if (!heartbeat) return undefined
  const latestMs = heartbeat.everyMs + lateMs(heartbeat.everyMs)
  const [quiet] = quietOf(ground) ?? [0]
  return { atMs: [0, quiet <= latestMs ? latestMs - quiet : latestMs], deadline }
}

/** A deadline, where there is one. */
export function deadlineOf(by: Deadline['by'], ms: Deadline['ms'] | undefined): Deadline | undefined {
  return ms === undefined ? undefined : { ms, by }
}

/** How the client writes: one segment at a time where it waits for the answer or long enough, any way where nobody says. */
export function tailsOf({ on }: Ground): readonly Tail[] {
  const { heartbeat } = on.settings
  if ((on.writeBytes ?? 0) > segmentBytes) return ['burst', 'steady']
  const apart = heartbeat && (heartbeat.deadlineMs !== undefined || heartbeat.everyMs >= apartMs)
  return apart || on.nextWriteMs !== undefined ? ['single'] : ['single', 'burst', 'steady']
}

/** Two writes at least so far apart meet no loss probe and no timeout of each other's. */
const apartMs = 500
/** What a segment carries over Ethernet, with timestamps. */
const segmentBytes = 1_448
