// Whether a witness of the first step has just given up its peer, by a false alarm, as on a busy machine: its word about the step would be none.
import type { Bound } from '../model/bound.ts'
import { isHealthy, isLoss } from '../model/observation.ts'
import type { Recorder } from '../observe/recorder.ts'
import { sightingsOf } from '../verdict/sightings.ts'
import { follow, type Speakers } from './follow.ts'

/** Asked again and again: true while one of them was heard of a loss last, and of nothing good since. */
export function givenUp(hosts: Speakers, bounds: readonly Bound[], recorder: Recorder): () => boolean {
  const fresh = follow(hosts, recorder)
  const witnesses = [...new Set(bounds.filter(({ since }) => since === 0).map(({ by }) => by))]
  const lost = new Set<string>()
  return () => {
    const observations = fresh().toSorted((a, b) => a.atMs - b.atMs)
    for (const by of witnesses) {
      const last = sightingsOf(by, { observations, connections: recorder.connections }).findLast(
        one => isLoss(one) || isHealthy(one),
      )
      if (last && isLoss(last)) lost.add(by)
      else if (last) lost.delete(by)
    }
    return lost.size > 0
  }
}
