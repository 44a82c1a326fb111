// The router's devices that lead to hosts, and what travels toward a host or a whole segment: in rules, in words, and in the names of facts.

import { isClient } from '../../model/host.ts'
import type { HostName } from '../../model/units.ts'
import type { VethEnd } from '../../netlink/link.ts'
import { daddr, iif, oif, type Part, saddr } from '../../netlink/nft/match.ts'
import { called } from '../host-words.ts'
import type { Canary } from './canary-frame.ts'
import { type HostPlace, heldBy, type Network, peerOf } from './network.ts'

/** A device of the router, and who is behind it. */
export interface Gate {
  readonly device: VethEnd
  readonly hosts: readonly [HostPlace, ...HostPlace[]]
}

/** All of them, the servers' first. */
export function gatesOf({ hosts }: Pick<Network, 'hosts'>): readonly Gate[] {
  const ordered = [...hosts.filter(host => !isClient(host)), ...hosts.filter(isClient)]
  return [...Map.groupBy(ordered, ({ gate }) => gate).entries()].flatMap(([device, [first, ...rest]]) =>
    first ? [{ device, hosts: [first, ...rest] as const }] : [],
  )
}

/** Whether a host has its gate to itself, but for those who stand in for it and are reached by its address alone. */
export function ownsGate({ hosts }: Pick<Network, 'hosts'>, { host, gate }: HostPlace): boolean {
  const speaks = (other: HostPlace) =>
    isClient(other) || hosts.some(({ connectsTo }) => connectsTo.includes(other.host))
  return hosts.every(
    other => other.gate !== gate || other.host === host || (other.standsInFor === host && !speaks(other)),
  )
}

/** What leaves the router by a gate. */
export function wayThrough(network: Pick<Network, 'hosts'>, { device, hosts }: Gate): Toward {
  const addressed = hosts.filter(({ standsInFor }) => !hosts.some(({ host }) => host === standsInFor))
  return {
    text: `toward ${inWords(addressed.map(({ host }) => host))}`,
    fact: `Toward${inFact(addressed.map(({ host }) => host))}`,
    when: [[oif(device.name)]],
    ...canaryTo(network, hosts[0]),
  }
}

/** What travels to a host: by its gate where that is its own, by its addresses where it shares one. */
export function wayToward(network: Network, place: HostPlace): Toward {
  const { gate, host } = place
  return {
    text: `toward ${called(host)}`,
    fact: `Toward${inFact([host])}`,
    when: ownsGate(network, place)
      ? [[oif(gate.name)]]
      : heldBy(network, place).map(address => [oif(gate.name), daddr(address)]),
    ...canaryTo(network, place),
  }
}

/** The same, from a host. */
export function comingFrom(network: Network, place: HostPlace): readonly (readonly Part[])[] {
  const { gate } = place
  if (ownsGate(network, place)) return [[iif(gate.name)]]
  return heldBy(network, place).map(address => [iif(gate.name), saddr(address)])
}

/** One way that packets take. */
export interface Toward {
  /** `toward the server`. */
  readonly text: string
  /** `TowardServer`: the end of a fact's name. */
  readonly fact: string
  /** Which packets, in the router's forward hook: any of these. */
  readonly when: readonly (readonly Part[])[]
  /** A packet of our own that takes it, where there is somebody to send one. */
  readonly canary?: Canary
}

/** `Server`, `Db1`: a host in the name of a fact. */
export function inFact(hosts: readonly HostName[]): string {
  if (hosts.length > mostNamed) return 'Servers'
  return hosts
    .map(host => host.replaceAll(/(?:^|[^a-z0-9]+)([a-z0-9]?)/gi, (_, first) => first.toUpperCase()))
    .join('And')
}

function inWords(hosts: readonly HostName[]): string {
  if (hosts.length > mostNamed) return 'the servers'
  return [hosts.slice(0, -1).map(called).join(', '), ...hosts.slice(-1).map(called)].filter(Boolean).join(' and ')
}

/** More than these are a crowd. */
const mostNamed = 3

function canaryTo(network: Pick<Network, 'hosts'>, place: HostPlace): Pick<Toward, 'canary'> {
  const from = peerOf(network, place)
  return from ? { canary: { from: from.host, to: place.host } } : {}
}
