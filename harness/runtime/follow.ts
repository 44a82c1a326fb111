// Reads what is new in a run while it goes on: lines into observations, beside what the other observers saw.
import type { Observation } from '../model/observation.ts'
import { appObservations, type Reader } from '../model/reading.ts'
import type { HostName } from '../model/units.ts'
import type { Mark } from '../observe/kept.ts'
import type { Recorder } from '../observe/recorder.ts'
import { matching } from './matching.ts'

/** Whose lines are read, and how. */
export type Speakers = readonly { readonly name: HostName; readonly program: Reader }[]

/** Gives what is new each time that it is called, the first time everything so far. */
export function follow(hosts: Speakers, recorder: Recorder): () => readonly Observation[] {
  const match = matching(recorder)
  let from: Mark | undefined
  return () => {
    const { lines, observations, mark } = recorder.kept.since(from)
    from = mark
    return [...appObservations(hosts, lines, match), ...observations]
  }
}

/** Everything so far, in the order of its time. */
export function allSeen(hosts: Speakers, recorder: Recorder): readonly Observation[] {
  return follow(hosts, recorder)().toSorted((a, b) => a.atMs - b.atMs)
}
