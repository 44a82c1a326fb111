// A detector at work: the packets that nobody answers, the moment of giving up, and what becomes of both when a silence ends.
import type { Ms } from '../model/units.ts'
import type { Mechanism } from './circumstances.ts'
import { type Fate, oneOf } from './fate.ts'
import { overlap, type Span, shift } from './span.ts'

/** Times count from where the chain begins: the first probe, the write, the SYN. */
export interface Chain {
  /** When packets leave that a living peer would answer, in order. */
  readonly sendsMs: readonly Ms[]
  readonly endsMs: Ms
  readonly by: Mechanism
  /** How old it may be when the fault comes; negative where it begins later. */
  readonly ageMs: Span
  /** It gives up whether it is answered or not. */
  readonly deaf?: true
}

/** How long nothing comes back, and what becomes of the first packet after that. */
export interface Silence {
  /** Its end, counted from the fault: infinite where there is none, 0 where nothing is silent. */
  readonly untilMs: Span
  readonly reply: 'answers' | 'reset' | 'either'
  /** How long an answer takes; the round trip where absent. */
  readonly delayMs?: Span
}

/** What comes of chains that are one detector in its several phases. */
export function fateOf(chains: readonly Chain[], silence: Silence): Fate {
  return oneOf(chains.flatMap(chain => endings(chain, silence)))
}

/** Each packet may be the first that is answered: when the chain began then, and what comes of it. */
function endings(chain: Chain, { untilMs: [from, to], reply, delayMs: [soon, late] = [0, 0] }: Silence): Fate[] {
  const { sendsMs, endsMs, by, ageMs } = chain
  const begins: Span = [-ageMs[1], -ageMs[0]]
  if (from === Number.POSITIVE_INFINITY) return gaveUp(begins)
  const heard = sendsMs.flatMap((sentMs, i): Fate[] => {
    const previousMs = sendsMs[i - 1] ?? Number.NEGATIVE_INFINITY
    const own = overlap(begins, [from - sentMs, to - previousMs])
    if (!own) return []
    const refused: Fate = { window: shift(own, sentMs), never: false, by: 'reset' }
    const inTime = sentMs + soon <= endsMs && !(chain.deaf && reply === 'answers')
    const surely = inTime && sentMs + late <= endsMs
    return [...(inTime ? comes[reply](refused) : []), ...(surely ? [] : gaveUp(own))]
  })
  const last = sendsMs.at(-1) ?? Number.NEGATIVE_INFINITY
  const tooLate = overlap(begins, [Number.NEGATIVE_INFINITY, to - last])
  return [...heard, ...(tooLate ? gaveUp(tooLate) : [])]

  function gaveUp(begun: Span): Fate[] {
    return endsMs === Number.POSITIVE_INFINITY
      ? [{ never: true, by: 'unnoticed' }]
      : [{ window: shift(begun, endsMs), never: false, by }]
  }
}

const spared: Fate = { never: true, by: 'survived' }

const comes: Record<Silence['reply'], (refused: Fate) => Fate[]> = {
  answers: () => [spared],
  reset: refused => [refused],
  either: refused => [spared, refused],
}
