// Whether watching longer can still change what a bound's observer has shown: asked after each event, and each event is looked at once.
import type { Bound } from '../model/bound.ts'
import { isLoss } from '../model/observation.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { Injection } from '../planes/plane.ts'
import { follow, type Speakers } from './follow.ts'

/** Made when the fault is in force. What it says once holds on. */
export function deciderOf(bound: Bound, injection: Injection, speakers: Speakers, recorder: Recorder): () => boolean {
  const fresh = follow(speakers, recorder)
  let [lostAtMs, goodAtMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return () => {
    for (const { vantage, atMs, kind } of fresh()) {
      if (vantage !== bound.from) continue
      if (isLoss({ kind })) lostAtMs = Math.max(lostAtMs, atMs)
      else if (kind !== 'stale-answer') goodAtMs = Math.max(goodAtMs, atMs)
    }
    if (bound.expect === 'silence') return false
    if (bound.expect === 'detection') return lostAtMs >= injection.atMs
    return injection.healedAtMs !== undefined && goodAtMs >= injection.healedAtMs
  }
}
