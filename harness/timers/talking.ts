// A peer that goes on talking and is not heard back: what it sends again is heard, and keepalive starts anew each time. tcp_ack(), rcv_tstamp
import type { Ms } from '../model/units.ts'
import { type Expectation, Tally } from './expectation.ts'
import { lateMs } from './lateness.ts'
import type { Mechanism } from './mechanism.ts'
import { rttOf, type Situation } from './situation.ts'
import { overlap, type Span } from './span.ts'
import { retransmissionSchedules } from './tcp/retransmission.ts'

/** How long keepalive runs, whenever something was heard last. */
export interface Probing {
  /** From the fault, as it found the connection. */
  readonly asFound: Expectation
  /** From what is heard. */
  readonly fromHeard: Expectation
}

/**
 * Keepalive in the pauses between what the peer sends again: the first pause that is long enough is the end. `everyMs`: how often the peer
 * says something new, `quietMs`: how long ago it last did. Of its kernel nothing is known: it is taken to be as the client's, with the usual
 * settings.
 */
export function heardAgain(
  situation: Situation,
  { asFound, fromHeard }: Probing,
  { everyMs, quietMs }: Talking,
): Expectation {
  const { window } = fromHeard
  if (!window) return asFound
  const first = nextWord(everyMs, quietMs)
  if (asFound.window && asFound.window[1] < first[0]) return asFound
  const tally = new Tally()
  const early = asFound.window && overlap(asFound.window, [0, first[1]])
  if (early) tally.gaveUp(early, asFound.by)
  const gaveUp = (span: Span) => settle(span, situation, tally, fromHeard.by)
  for (const heard of hearings(situation, everyMs)) {
    for (const [at, sent] of heard.entries()) {
      const pause = (heard[at + 1] ?? Number.POSITIVE_INFINITY) - sent
      if (pause <= window[0]) continue
      gaveUp([first[0] + sent + window[0], first[1] + sent + Math.min(window[1], pause)])
      if (pause > window[1]) break
    }
  }
  return tally.expectation()
}

/** When the outage is over the next probe is answered: until then it may still count as the last one. */
function settle(span: Span, { on: { settings }, effect }: Situation, tally: Tally, by: Mechanism): void {
  const [from, to] = effect.kernel.untilMs
  const intervalMs = settings.keepalive?.intervalMs ?? 0
  const early = overlap(span, [0, to + intervalMs + lateMs(intervalMs) + intervalMs / 8])
  if (early) tally.gaveUp(early, by)
  if (span[1] > from) tally.survived('survived')
}

interface Talking {
  readonly everyMs: Ms
  readonly quietMs: Span | undefined
}

/** When the peer speaks next. Who heard it less than that ago was told by it, or by its answer to a probe: then it is not known. */
function nextWord(everyMs: Ms, quietMs: Span | undefined): Span {
  const latest = everyMs + lateMs(everyMs)
  if (!quietMs || quietMs[0] !== quietMs[1] || quietMs[1] > latest) return [0, latest]
  return [Math.max(0, everyMs - quietMs[1]), latest - quietMs[0]]
}

/**
 * When what a word, and its repetitions, is heard, counted from the word. Where the next word comes before the first timeout, it is the older
 * one that is sent again: it ends before what was acknowledged already and is not taken, so that nothing is heard after the last new word.
 */
function hearings({ on, rules }: Situation, everyMs: Ms): readonly (readonly Ms[])[] {
  const { tickMs } = rules.wheel
  const trip = rttOf({ on: { ...on, nextWriteMs: 0 }, rules })
  const schedules = [
    ...retransmissionSchedules({ ...rules, retries2: usualRetries2 }, {}, { rttMs: trip, tails: ['single'] }),
  ]
  const heard = schedules.map(({ start, sends }) => sends.map(at => (at - start) * tickMs))
  const firstTimeout = Math.max(...heard.map(sends => sends[2] ?? 0))
  if (everyMs >= firstTimeout) return heard
  const words = Array.from({ length: Math.ceil(firstTimeout / Math.max(1, everyMs)) }, (_, i) => i * everyMs)
  return [...heard, ...heard.map(([, , timeout = 0]) => [...words.filter(at => at <= timeout), timeout])]
}

/** tcp_retries2 of the peer. */
const usualRetries2 = 15
