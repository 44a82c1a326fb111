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
  const isOwn = isOn(read.path)
  // Ids count from 1: mostly a connection stands where its id says, unless of very many some were left out.
  const find = (id: number) =>
    connections[id - 1]?.id === id ? connections[id - 1] : connections.find(one => one.id === id)
  return observations.filter(({ by: other, connection }) => {
    const about = other === 'wire' && connection !== undefined ? find(connection) : undefined
    return about !== undefined && isOwn(about)
  })
}

function isOn({ from, to }: Path): (one: Connection) => boolean {
  return one => one.from === from && one.to === to
}
