// A detector at work: the packets that nobody answers, the moment of giving up, and what becomes of both when an outage ends.
import type { Ms } from '../model/units.ts'
import type { Deadline } from './deadline.ts'
import { type Expectation, Tally } from './expectation.ts'
import { timed } from './lateness.ts'
import type { Mechanism } from './mechanism.ts'
import type { Outage } from './outage.ts'
import { Remembered } from './remembered.ts'
import { overlap, type Span, shift } from './span.ts'

/** One phase of a detector. Instants are ticks, on a clock of its own. */
export interface Schedule {
  /** When it began: the first probe, the write, the SYN. */
  readonly start: number
  /** When packets leave that a living peer would answer, in order. */
  readonly sends: readonly number[]
  /** The first of them that the fault can leave unanswered; 0 where absent. */
  readonly from?: number
  readonly ends: number
  readonly by: Mechanism
  /** How old it has to be when the fault comes, where that matters. */
  readonly withinMs?: Span
  /** It gives up whether it is answered or not. */
  readonly deaf?: true
}

/** Where a detector stands when the fault comes. */
export interface Stand {
  /** How long it has run; negative where it begins later. */
  readonly ageMs: Span
  readonly tickMs: Ms
  /** It may have begun so much earlier than its ticks tell. */
  readonly blurMs?: Ms
  /** The program does not wait longer than that. */
  readonly deadline?: Deadline | undefined
}

/** What comes of the schedules that are made of that: one detector in its several phases. */
export function expectationOf<Of extends readonly unknown[]>(
  [schedules, ...of]: readonly [(...of: Of) => Iterable<Schedule>, ...Of],
  stand: Stand,
  outage: Outage,
): Expectation {
  return expectations.of([schedules.name, of, stand, outage], () => {
    const tally = new Tally()
    for (const schedule of schedules(...of)) settle(schedule, stand, outage, tally)
    return tally.expectation()
  })
}

const expectations = new Remembered<Expectation>()

/** Each packet may be the first that is answered: when the schedule began then, and what comes of it. */
function settle(schedule: Schedule, stand: Stand, { untilMs: [from, to], reply, delayMs }: Outage, tally: Tally): void {
  const { start, sends, ends, withinMs } = schedule
  const { tickMs, blurMs = 0, deadline } = stand
  const age = withinMs ? overlap(stand.ageMs, withinMs) : stand.ageMs
  if (!age) return
  const begins: Span = [-age[1] - blurMs, -age[0]]
  const limited = deadline && (ends - start) * tickMs > deadline.ms ? deadline : undefined
  const endsMs = limited?.ms ?? (ends - start) * tickMs
  const gaveUp = ([low, high]: Span) => {
    // A program's timer counts from the instant, not from the tick.
    const rings = limited ? timed([-high, -Math.min(low + blurMs, high)], endsMs) : ([low, high] as const)
    tally.gaveUp(shift(rings, endsMs), limited?.by ?? schedule.by)
  }
  let previousMs = Number.NEGATIVE_INFINITY
  // What has not been answered was sent before the outage ended. The first is sent at the instant itself, and not at a tick.
  const unanswered = (from: Ms) => {
    const own = overlap(begins, [from, to - previousMs])
    return own && (previousMs === 0 ? -age[1] : own[0]) < to - previousMs ? own : undefined
  }
  for (let i = from === forEver ? sends.length : (schedule.from ?? 0); i < sends.length; i++) {
    const sentMs = ((sends[i] ?? start) - start) * tickMs
    if (sentMs > endsMs) break
    const own = sentMs === 0 ? overlap([-age[1], -age[0]], [from, forEver]) : unanswered(from - sentMs)
    previousMs = sentMs
    if (!own) continue
    const [soonMs, lateMs] = delayMs ?? [0, 0]
    const inTime = sentMs + soonMs <= endsMs && !(schedule.deaf && reply === 'answers')
    if (inTime && reply !== 'reset') tally.survived('survived')
    if (inTime && reply !== 'answers') tally.gaveUp([own[0] + sentMs + soonMs, own[1] + sentMs + lateMs], 'reset')
    if (!inTime || sentMs + lateMs > endsMs) gaveUp(sentMs === 0 ? [own[0] - blurMs, own[1]] : own)
  }
  const tooLate = unanswered(-forEver)
  if (tooLate) gaveUp(tooLate)
}

const forEver = Number.POSITIVE_INFINITY
