// Which paths of a system a fault is on: the one place that says so, by hosts and paths alone.
import { type Host, isClient, pathsOf, reached } from '../model/host.ts'
import type { Path } from '../model/observer.ts'
import type { HostName } from '../model/units.ts'
import { type Fault, hostsOf } from './all.ts'

/** Whether a fault is on a path: one between two hosts on theirs, one of a host on each of its paths, any other on all. */
export function touches(fault: Fault, { from, to }: Path): boolean {
  const hosts = hostsOf(fault)
  const isEnd = (host: HostName) => host === from || host === to
  return 'between' in fault && fault.between !== undefined
    ? hosts.every(isEnd)
    : hosts.length === 0 || hosts.some(isEnd)
}

/** Where a client's own paths are spared, and one further on is not: through whom it leads there, and which it is. */
export function behindHop(fault: Fault, client: Placed, hosts: readonly Placed[]): Behind | undefined {
  if (!isClient(client) || pathsOf([client]).some(path => touches(fault, path))) return undefined
  for (const via of hosts.filter(({ name }) => client.connectsTo.includes(name))) {
    const path = pathsOf(reached(via, hosts)).find(one => one.from !== client.name && touches(fault, one))
    if (path) return { via: via.name, path }
  }
  return undefined
}

/** A loss behind a hop. */
export interface Behind {
  readonly via: HostName
  readonly path: Path
}

type Placed = Pick<Host, 'name' | 'connectsTo'>
