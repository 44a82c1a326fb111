// What one observer has told, of all that was seen.
import type { Connection } from '../model/connection.ts'
import type { Observation } from '../model/observation.ts'
import { type Path, readObserver } from '../model/observer.ts'
import type { RunRecord } from '../model/record.ts'
import type { Observer } from '../model/units.ts'

/** The sightings of an observer: of one path of the wire those that are about its connections. */
export function sightingsOf(
  by: Observer,
  { observations, connections }: Pick<RunRecord, 'observations' | 'connections'>,
): readonly Observation[] {
  const read = readObserver(by)
  if (read?.level !== 'wire' || !read.path) return observations.filter(seen => seen.by === by)
  const own = new Set(connections.filter(isOn(read.path)).map(({ id }) => id))
  return observations.filter(seen => seen.by === 'wire' && seen.connection !== undefined && own.has(seen.connection))
}

function isOn({ from, to }: Path): (one: Connection) => boolean {
  return one => one.from === from && one.to === to
}
