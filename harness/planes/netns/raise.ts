// Raises the links of a network: devices, addresses, routes, the router's settings, and last of all its neighbours and its forwarding.
import { existsSync } from 'node:fs'
import { addAddress } from '../../netlink/address.ts'
import { addBridge, addVeth, setMaster, setUp, withoutLinkLocal } from '../../netlink/link.ts'
import type { Msg } from '../../netlink/message.ts'
import { setNeighbour } from '../../netlink/neighbour.ts'
import type { Netns } from '../../netlink/netns.ts'
import { addRoute, type Route } from '../../netlink/route.ts'
import { loopback } from '../../netlink/rtnetlink.ts'
import { writeSysctl } from '../../netlink/sysctl.ts'
import { raiseLink } from './links.ts'
import { clampSegments } from './mss-clamp.ts'
import { type HostPlace, type Network, onPath } from './network.ts'
import { addressesOn, cidr, networkOf, type Segment } from './places.ts'

/** Raises what is new: hosts, and segments with the first of them. `values`: what the router is set to. */
export function raise(
  network: Network,
  added: readonly HostPlace[],
  segments: readonly Segment[],
  values: Values,
): void {
  const { router, families, hosts } = network
  raiseLinks(network, added, segments)
  for (const place of added) raiseLink(place)
  clampSegments(network)
  pastTheRouter(hosts, added, families)
  setRouter(router, segments, values, hosts.length === added.length)
  letThrough(
    network,
    added,
    segments.some(({ shared }) => shared),
  )
}

type Values = Readonly<Record<string, string | number>>

function raiseLinks({ router, families }: Network, added: readonly HostPlace[], segments: readonly Segment[]): void {
  const bridges = segments.filter(({ shared }) => shared)
  const devices = [...new Set([...segments.map(({ gate }) => gate), ...added.map(({ port }) => port)])]
  router.request(
    ...added.map(({ device, port }) => addVeth(device, port)),
    ...bridges.map(({ gate }) => addBridge(gate, gate.mac)),
    ...devices.map(withoutLinkLocal),
    ...added.filter(({ port, gate }) => port !== gate).map(({ port, gate }) => setMaster(port, gate)),
    ...families.flatMap(family => segments.map(one => addAddress(one.gate, cidr(addressesOn(one, 1)[family])))),
    // Without one the router cannot ask who has an IPv6 address that it forwards to, and forgets it: RFC 4861 section 4.3.
    ...(families.includes(6) ? bridges.map(({ gate }) => addAddress(gate, 'fe80::1/64')) : []),
    ...devices.map(setUp),
    ...segments
      .filter(({ shared, serves }) => serves && !shared)
      .flatMap(one => families.map(family => switched(one, family))),
  )
  for (const place of added) place.netns.request(...raiseHost(place, families))
}

/** The router learns who is there, and forwards from now on. */
function letThrough({ router, families, hosts }: Network, added: readonly HostPlace[], bridged: boolean): void {
  const told = hosts.filter(place => added.some(one => one === place || one.standsInFor === place.host))
  router.request(...told.flatMap(place => known(place, hosts, families)))
  writeSysctl(router, 'net.ipv4.ip_forward', 1)
  if (families.includes(6)) writeSysctl(router, 'net.ipv6.conf.all.forwarding', 1)
  // Frames between two servers are none of the router's rules' business: bridge-nf in the kernel's ip-sysctl.rst.
  if (bridged && existsSync('/proc/sys/net/bridge')) for (const key of bridgeRules) writeSysctl(router, key, 0)
  // A standby's program binds to the address that it does not have yet: ip(7), ip_nonlocal_bind.
  for (const { netns } of added.filter(({ standsInFor }) => standsInFor !== undefined)) {
    writeSysctl(netns, 'net.ipv4.ip_nonlocal_bind', 1)
    if (families.includes(6)) writeSysctl(netns, 'net.ipv6.ip_nonlocal_bind', 1)
  }
}

/** A namespace has no `default` of its neighbours' timers, so that each new device is set, before it has neighbours; the rest is set once. */
function setRouter(router: Netns, fresh: readonly Segment[], values: Values, isNew: boolean): void {
  for (const [key, value] of Object.entries(values)) {
    if (!key.includes('.default.')) {
      if (isNew) writeSysctl(router, key, value)
    } else for (const { gate } of fresh) writeSysctl(router, key.replace('.default.', `.${gate.name}.`), value)
  }
}

/** Hosts of one segment that have to do with each other do so by the router, as if each had a link of its own: there it is seen, and there faults are. */
function pastTheRouter(all: readonly HostPlace[], added: readonly HostPlace[], families: readonly (4 | 6)[]): void {
  for (const one of all) {
    const mates = all.filter(other => other !== one && other.gate === one.gate && onPath(one, other))
    const fresh = mates.filter(mate => added.includes(mate) || added.includes(one))
    if (fresh.length === 0) continue
    for (const family of families) {
      const length = family === 4 ? 32 : 128
      one.netns.request(
        ...fresh.map(({ addresses }) => addRoute({ to: `${addresses[family]}/${length}`, via: one.gateways[family] })),
      )
      writeSysctl(one.netns, `net.ipv${family}.conf.${one.device.name}.accept_redirects`, 0)
    }
    // The router would tell them of the shorter way: RFC 1812 section 5.2.7.2.
    for (const device of ['all', one.gate.name])
      writeSysctl(one.gate.netns, `net.ipv4.conf.${device}.send_redirects`, 0)
  }
}

/** The router's neighbours. Where somebody is there to take an address over, its entry must be one that follows an announcement. */
function known(place: HostPlace, hosts: readonly HostPlace[], families: readonly (4 | 6)[]): Msg[] {
  const kind = hosts.some(({ standsInFor }) => standsInFor === place.host) ? 'reachable' : 'permanent'
  return families.map(family => setNeighbour(place.gate, place.addresses[family], place.device.mac, kind))
}

const bridgeRules = ['net.bridge.bridge-nf-call-iptables', 'net.bridge.bridge-nf-call-ip6tables']

/** The route to an IPv6 network comes into being a moment after its device is up, when the kernel has seen the carrier. */
export function defaultRoute({ device, gateways }: Pick<HostPlace, 'device' | 'gateways'>, family: 4 | 6): Route {
  const via = gateways[family]
  return family === 4 ? { to: '0.0.0.0/0', via } : { to: '::/0', via, device, onLink: true }
}

function raiseHost({ device, addresses, gateways, gate }: HostPlace, families: readonly (4 | 6)[]): Msg[] {
  return [
    setUp(loopback),
    withoutLinkLocal(device),
    ...families.map(family => addAddress(device, cidr(addresses[family]))),
    setUp(device),
    ...families.flatMap(family => [
      setNeighbour(device, gateways[family], gate.mac),
      addRoute(defaultRoute({ device, gateways }, family)),
    ]),
  ]
}

/** A server hangs on a switch: when its cable is pulled there, the router does not know, and goes on sending into nothing. */
function switched(segment: Segment, family: 4 | 6): Msg {
  return addRoute({ to: networkOf(segment, family), refuse: 'blackhole', metric: 32_768 })
}
