// Reads what is new in a run while it goes on: lines into observations, beside what the other observers saw.
import type { Observation } from '../model/observation.ts'
import { appObservations, type Reader } from '../model/reading.ts'
import type { HostName } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'

/** Whose lines are read, and how. */
export type Speakers = readonly { readonly name: HostName; readonly program: Reader }[]

/** Gives what is new each time that it is called, the first time everything so far. */
export function follow(hosts: Speakers, recorder: Recorder): () => readonly Observation[] {
  let lines = 0
  let observations = 0
  return () => {
    const fresh = [...appObservations(hosts, recorder.lines.slice(lines)), ...recorder.observations.slice(observations)]
    lines = recorder.lines.length
    observations = recorder.observations.length
    return fresh
  }
}

/** Everything so far, in the order of its time. */
export function allSeen(hosts: Speakers, recorder: Recorder): readonly Observation[] {
  return follow(hosts, recorder)().toSorted((a, b) => a.atMs - b.atMs)
}
