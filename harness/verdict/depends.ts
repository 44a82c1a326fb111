// What an observer depends on: his host's own connections, those of whom it connects to, and so on. A loss behind a hop may come through.
import type { Connection } from '../model/connection.ts'
import { type Host, pathsOf, reached } from '../model/host.ts'
import { type Path, readObserver } from '../model/observer.ts'
import type { HostName, Observer } from '../model/units.ts'

/** Whose connections he depends on. On a path of the wire it is the host that is connected to that may hand a loss on. */
export function dependenceOf(by: Observer, { hosts, connections }: Among): Dependence {
  const read = readObserver(by)
  const seen = hosts.map(({ name, connectsTo }) => ({
    name,
    connectsTo: [...connectsTo, ...connections.filter(({ from }) => from === name).map(({ to }) => to)],
  }))
  if (read?.level === 'wire' && !read.path) return { through: seen.map(({ name }) => name), isOn: () => true }
  const path = read?.level === 'wire' ? read.path : undefined
  const first = path?.to ?? (read?.level === 'wire' ? undefined : read?.host)
  const own = seen.find(({ name }) => name === first)
  const through = own ? reached(own, seen).map(({ name }) => name) : []
  const isOwn = ({ from, to }: Path) => to === first && (!path || path.from === from)
  return { through, isOn: one => through.includes(one.from) || isOwn(one) }
}

/** `through`: the hosts that what he is told comes through, his own first. `isOn`: whether a path is one that he depends on. */
export interface Dependence {
  readonly through: readonly HostName[]
  readonly isOn: (path: Path) => boolean
}

/** Whether what befalls some hosts may be told to others by somebody who has to do with both, whoever connects to whom. */
export function mayBeTold(some: readonly HostName[], others: readonly HostName[], among: Among): boolean {
  const paths = [...pathsOf(among.hosts), ...among.connections]
  const found = new Set(some)
  for (const name of found)
    for (const { from, to } of paths) {
      if (from === name) found.add(to)
      if (to === name) found.add(from)
    }
  return others.some(name => found.has(name))
}

/** A system as it was written down, and as it was seen. */
export interface Among {
  readonly hosts: readonly Pick<Host, 'name' | 'connectsTo'>[]
  readonly connections: readonly Connection[]
}
