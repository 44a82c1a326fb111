// All that is known of a case, with what is not said filled in as widely as it has to be.
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import type { Conditions } from './conditions.ts'
import type { Deadline } from './deadline.ts'
import type { Effect } from './effect.ts'
import type { KernelRules } from './kernel.ts'
import { lateMs } from './lateness.ts'
import { asSpan, type Span } from './span.ts'
import type { Tail } from './tcp/retransmission.ts'
import type { RoundTrip } from './tcp/timeout.ts'

/** What is known of a case, and one kernel that the client may have. */
export interface Situation {
  readonly on: Conditions
  readonly effect: Effect
  readonly rules: KernelRules
}

/** What a kernel goes by. */
export function kernelPart({ keepalive, userTimeoutMs }: Settings): Settings {
  return { ...(keepalive ? { keepalive } : {}), ...(userTimeoutMs === undefined ? {} : { userTimeoutMs }) }
}

/** How long nothing had been heard; undefined where nobody says. */
export function quietOf({ on, effect }: Situation): Span | undefined {
  return on.quietMs === undefined ? effect.quietMs : asSpan(on.quietMs)
}

/**
 * How long the state had lasted: at the longest since something was heard. A request is older by the delay of its acknowledgement when
 * somebody first sees that it waits for nothing but an answer.
 */
export function sinceOf(situation: Situation): Span {
  const { sinceMs, state } = situation.on
  if (sinceMs === undefined) return [0, quietOf(situation)?.[1] ?? Number.POSITIVE_INFINITY]
  const [least, most] = asSpan(sinceMs)
  const acknowledgedMs = Math.max(delayedAckMs(situation), onItsWayMs(situation))
  return [least, state === 'awaiting-answer' ? most + acknowledgedMs : most]
}

/**
 * The round trip of a network of one's own; where nobody says that the client is answered, or waits long enough between two writes, a
 * delayed acknowledgement may be in it.
 */
export function rttOf(situation: Pick<Situation, 'on' | 'rules'>): Span {
  return asSpan(situation.on.rttMs ?? [0, writesApart(situation.on) ? 1 : delayedAckMs(situation)])
}

/** TCP_DELACK_MIN, and a tick or two for the timer. */
function delayedAckMs({ rules: { wheel } }: Pick<Situation, 'rules'>): Ms {
  return 40 + 2 * wheel.tickMs
}

/** What was sent so long before the fault may have been met by it: it, or what answers it, was on its way. */
export function onItsWayMs({ on }: Situation): Ms {
  return on.rttMs === undefined ? 0 : asSpan(on.rttMs)[1]
}

/** The same, and the retransmission timeout where its socket says it. */
export function tripOf(situation: Pick<Situation, 'on' | 'rules'>): RoundTrip {
  const { rtoMs } = situation.on
  return { rttMs: rttOf(situation), ...(rtoMs === undefined ? {} : { rtoMs: asSpan(rtoMs) }) }
}

/** A write to come, and within what time it wants an answer. */
export interface Write {
  readonly atMs: Span
  readonly deadline: Deadline | undefined
}

/** When the client writes next, of each kind of thing that it says by itself. */
export function nextWrites(situation: Situation): readonly Write[] {
  const { settings, nextWriteMs } = situation.on
  const writers = writersOf(settings)
  const deadline = writers[0] ? writers[0].deadline : deadlineOf('request-timeout', settings.requestTimeoutMs)
  if (nextWriteMs !== undefined) return [{ atMs: asSpan(nextWriteMs), deadline }]
  const [quiet] = quietOf(situation) ?? [0]
  return writers
    .filter(writer => writer !== awaited(situation.on, writers))
    .map(({ everyMs, deadline: own }) => {
      const latestMs = everyMs + lateMs(everyMs)
      return { atMs: [-onItsWayMs(situation), quiet <= latestMs ? latestMs - quiet : latestMs], deadline: own }
    })
}

/** How the client writes: one segment at a time where it waits for the answer or long enough, any way where nobody says. */
export function tailsOf({ on }: Situation): readonly Tail[] {
  if ((on.writeBytes ?? 0) > segmentBytes) return ['burst', 'steady']
  return writesApart(on) ? ['single'] : ['single', 'burst', 'steady']
}

/** A deadline, where there is one. */
export function deadlineOf(by: Deadline['by'], ms: Deadline['ms'] | undefined): Deadline | undefined {
  return ms === undefined ? undefined : { ms, by }
}

/** What a client says by itself; `waits`: nothing of that kind while an answer is outstanding. */
interface Writer {
  readonly everyMs: Ms
  readonly deadline: Deadline | undefined
  readonly waits: boolean
}

function writersOf({ heartbeat, asksEveryMs, requestTimeoutMs }: Settings): Writer[] {
  const beat = deadlineOf('heartbeat-deadline', heartbeat?.deadlineMs)
  const request = deadlineOf('request-timeout', requestTimeoutMs)
  return [
    ...(asksEveryMs === undefined ? [] : [{ everyMs: asksEveryMs, deadline: request, waits: true }]),
    ...(heartbeat ? [{ everyMs: heartbeat.everyMs, deadline: beat, waits: beat !== undefined }] : []),
  ]
}

/** Whose answer is waited for in that state: a request's, or a ping's where there are no requests. */
function awaited({ state, settings }: Conditions, writers: readonly Writer[]): Writer | undefined {
  if (state !== 'awaiting-answer') return undefined
  const asks = settings.asksEveryMs !== undefined || settings.requestTimeoutMs === undefined
  return asks ? writers.find(({ waits }) => waits) : undefined
}

/** Whether one write at a time is on its way, as far as that is known, until the first of them is sent again by timeout. */
function writesApart(on: Conditions): boolean {
  const { settings, nextWriteMs, writesAgainMs } = on
  const writers = writersOf(settings)
  if (writesAgainMs === 'unknown' || (writesAgainMs !== undefined && asSpan(writesAgainMs)[0] < apartMs(on)))
    return false
  const apart = writers.every(({ waits, everyMs }) => waits || everyMs >= apartMs(on))
  return apart && (writers.length > 0 || nextWriteMs !== undefined)
}

/** Two writes at least so far apart meet no loss probe and no timeout of each other's: those of the first are over after two RTOs. */
function apartMs({ rtoMs, rttMs }: Conditions): Ms {
  const [, longest] = asSpan(rtoMs ?? 3 * asSpan(rttMs ?? 0)[1])
  return Math.max(500, 2.25 * longest)
}

/** What a segment carries over Ethernet, with timestamps. */
const segmentBytes = 1_448
