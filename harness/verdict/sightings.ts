// What one observer has told, of all that was seen.
import { touches } from '../faults/paths.ts'
import type { Connection } from '../model/connection.ts'
import type { Observation } from '../model/observation.ts'
import { hostOf, isKernel, isOn, readObserver } from '../model/observer.ts'
import type { RunRecord } from '../model/record.ts'
import { type Action, isFault } from '../model/step.ts'
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

/**
 * What of an observer's sightings can be the loss that a fault brings: a kernel that has connections on paths that the fault is on, and on
 * others, may see these others end for reasons of their own.
 */
export function concerns(
  by: Observer,
  does: Action,
  connections: readonly Connection[],
): (seen: Pick<Observation, 'connection'>) => boolean {
  const host = isKernel(by) ? hostOf(by) : undefined
  if (host === undefined || !isFault(does)) return () => true
  const own = connections.filter(({ from, to }) => from === host || to === host)
  const spared = new Set(own.filter(path => !touches(does, path)).map(({ id }) => id))
  if (spared.size === own.length) return () => true
  return ({ connection }) => connection === undefined || !spared.has(connection)
}
