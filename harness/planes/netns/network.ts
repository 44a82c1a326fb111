// The network of a testbed as its parts know it: hosts on segments around one router. Names, addresses and devices, and nothing that acts.
import { type Host, isClient } from '../../model/host.ts'
import type { Link } from '../../model/link.ts'
import type { HostName } from '../../model/units.ts'
import type { VethEnd } from '../../netlink/link.ts'
import type { Netns } from '../../netlink/netns.ts'
import type { Translations } from './translations.ts'

/** What was built. */
export interface Network {
  /** Which addresses the programs use. */
  readonly family: 4 | 6
  /** Which ones the network carries: IPv6 may be switched off in the kernel. */
  readonly families: readonly (4 | 6)[]
  readonly router: Netns
  /** In the order in which they start. Those of a script come one by one. */
  readonly hosts: readonly HostPlace[]
  /** The router's devices that lead to hosts, by their indices, as a tap tells them. It grows with the hosts. */
  readonly gates: ReadonlySet<number>
  /** How the clients' ends look behind the router; undefined where it rewrites none. */
  readonly translations?: Translations | undefined
  /** Who holds an address now: after a takeover another than the one that it was given to. */
  readonly hostAt: (address: string) => HostPlace | undefined
}

/** Where a host is. */
export interface HostPlace extends Pick<Host, 'connectsTo' | 'listens' | 'standsInFor'> {
  readonly host: HostName
  /** What its link is like. */
  readonly link?: Link
  readonly netns: Netns
  /** Its own end of its cable: c0, s0, b0, h3. */
  readonly device: VethEnd
  /** The router's end of its cable: rc, rs, rb, rh3. Where hosts share a segment, it is a port of the bridge. */
  readonly port: VethEnd
  /** The router's device that leads to it: a cable's end of its own, or the bridge. This is what `iif` and `oif` see of it. */
  readonly gate: VethEnd
  readonly addresses: Readonly<Record<4 | 6, string>>
  /** The router's addresses on its side. */
  readonly gateways: Readonly<Record<4 | 6, string>>
}

/** Where each host listens: one port, because each has an address of its own. */
export const servicePort = 7_000

/** By its name; undefined where there is none. */
export function placeOf({ hosts }: Pick<Network, 'hosts'>, host: HostName): HostPlace | undefined {
  return hosts.find(place => place.host === host)
}

/** The hosts that connect to others, the first client first. */
export function clientsOf({ hosts }: Pick<Network, 'hosts'>): readonly HostPlace[] {
  return hosts.filter(isClient)
}

/** The hosts that others connect to. A hop is among the clients and among the servers. */
export function serversOf({ hosts }: Pick<Network, 'hosts'>): readonly HostPlace[] {
  return hosts.filter(({ listens }) => listens)
}

/** The servers that a client connects to. */
export function serversFor(network: Pick<Network, 'hosts'>, { connectsTo }: HostPlace): readonly HostPlace[] {
  return serversOf(network).filter(({ host }) => connectsTo.includes(host))
}

/** Whether one of two hosts connects to the other. */
export function onPath(a: Pick<HostPlace, 'host' | 'connectsTo'>, b: Pick<HostPlace, 'host' | 'connectsTo'>): boolean {
  return a.connectsTo.includes(b.host) || b.connectsTo.includes(a.host)
}

/** A host at the other side of the router, best one that it has to do with; undefined where there is none. */
export function peerOf(network: Pick<Network, 'hosts'>, place: HostPlace): HostPlace | undefined {
  if (isClient(place)) return serversFor(network, place)[0] ?? serversOf(network).find(other => other !== place)
  const clients = clientsOf(network)
  return clients.find(({ connectsTo }) => connectsTo.includes(place.host)) ?? clients[0]
}

/** The first client and its first server; undefined as long as there is no such pair. */
export function firstPath(network: Pick<Network, 'hosts'>): { from: HostName; to: HostName } | undefined {
  const [client] = clientsOf(network)
  const server = client && peerOf(network, client)
  return client && server && { from: client.host, to: server.host }
}

/** The addresses that a host holds now, its own first. */
export function heldBy({ hosts, families, hostAt }: Network, place: HostPlace): readonly string[] {
  const all = [place, ...hosts].flatMap(({ addresses }) => families.map(family => addresses[family]))
  return [...new Set(all)].filter(address => hostAt(address) === place)
}
