// What one observer has told, of all that was seen.
import { touches } from '../faults/paths.ts'
import { strikes } from '../faults/struck.ts'
import type { Connection } from '../model/connection.ts'
import type { Observation } from '../model/observation.ts'
import { isOn, type Path, type ReadObserver, readObserver } from '../model/observer.ts'
import type { RunRecord } from '../model/record.ts'
import { isFault, type StepRecord } from '../model/step.ts'
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
 * What of an observer's sightings can be the loss that a fault brings: a kernel that has connections which the fault strikes, and others, may see
 * these others end for reasons of their own; nor do the packets of one connection tell of a fault that struck another one of its path.
 */
export function concerns(
  by: Observer,
  { does, found }: Struck,
  connections: readonly Connection[],
): (seen: Pick<Observation, 'connection'>) => boolean {
  const read = readObserver(by)
  if (!read || read.level === 'app' || !isFault(does)) return () => true
  const isStruck = strikes(does, found, connections)
  const isOther =
    read.level === 'kernel'
      ? (one: Connection) => !isStruck(one)
      : (one: Connection) => touches(does, one) && !isStruck(one)
  const own = connections.filter(isSeenBy(read))
  const spared = new Set(own.filter(isOther).map(({ id }) => id))
  if (spared.size === own.length) return () => true
  return ({ connection }) => connection === undefined || !spared.has(connection)
}

/** A step, with how it found the connections, where that is known. */
interface Struck extends Pick<StepRecord, 'does'> {
  readonly found?: StepRecord['found'] | undefined
}

function isSeenBy(read: ReadObserver): (path: Path) => boolean {
  if (read.level !== 'wire') return ({ from, to }) => from === read.host || to === read.host
  return read.path ? isOn(read.path) : () => true
}
