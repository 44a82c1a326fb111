// Which hosts of a run are drawn, and in which order: whoever begins is above whom it reaches.
import { isClient } from '../harness/model/host.ts'
import type { RunHost } from '../harness/model/report.ts'
import type { HostName } from '../harness/model/units.ts'

/** Clients that nobody connects to, clients that somebody does, and servers. A standby is drawn where it was seen. */
export function shownHosts(hosts: readonly RunHost[], wasSeen: (name: HostName) => boolean): ShownHosts {
  const shown = hosts.filter(({ name, standsInFor }) => standsInFor === undefined || wasSeen(name))
  const [clients, servers] = [shown.filter(isClient), shown.filter(host => !isClient(host))]
  const namesOf = (some: readonly RunHost[]) => some.map(({ name }) => name)
  return {
    ends: namesOf(clients.filter(({ listens }) => !listens)),
    middles: namesOf(clients.filter(({ listens }) => listens)),
    servers: namesOf(servers),
  }
}

/** By name, each in the order of the run. */
export interface ShownHosts {
  readonly ends: readonly HostName[]
  readonly middles: readonly HostName[]
  readonly servers: readonly HostName[]
}
