// Builds hosts around a router by netlink, warmed up: what a program sends first is neither lost nor waited for.
import { existsSync } from 'node:fs'
import { HalfopenError } from '../../kit/errors.ts'
import type { Network as Wanted } from '../../model/scenario.ts'
import { addAddress } from '../../netlink/address.ts'
import { addBridge, addVeth, setMaster, setUp, withoutLinkLocal } from '../../netlink/link.ts'
import { settle } from '../../netlink/link-state.ts'
import type { Msg } from '../../netlink/message.ts'
import { setNeighbour } from '../../netlink/neighbour.ts'
import { type CommandLog, Netns } from '../../netlink/netns.ts'
import { addRoute } from '../../netlink/route.ts'
import { loopback } from '../../netlink/rtnetlink.ts'
import { writeSysctl, writeSysctls } from '../../netlink/sysctl.ts'
import { raiseLink } from './links.ts'
import { type HostPlace, type Network, onPath, placeOf } from './network.ts'
import { addressesOn, cidr, makePlace, makeSegment, networkOf, type Placed, type Segment } from './places.ts'
import { segmentsOf } from './segments.ts'

/** Builds it. `log` is told each command. Throws a KernelError, or E_NO_IPV6. Disposing lets the namespaces go. */
export async function buildNetwork(plan: Plan, log: CommandLog, signal: AbortSignal): Promise<BuiltNetwork> {
  const { family = 4 } = plan.network ?? {}
  const families = existsSync('/proc/sys/net/ipv6') ? ([4, 6] as const) : ([4] as const)
  if (family === 6 && families.length === 1)
    throw new HalfopenError('E_NO_IPV6', 'Cannot build the network: IPv6 is switched off in this kernel', {
      fix: 'Boot without ipv6.disable=1, or let the scenario use family 4',
    })
  const built = nursery().run(() => new BuiltNetwork({ family, families }, plan, log))
  try {
    await built.add(plan.hosts ?? [], signal)
    return built
  } catch (thrown) {
    built[Symbol.dispose]()
    throw thrown
  }
}

/** What of a script decides about the network. Without `hosts` they come one by one. */
export interface Plan {
  readonly network?: Wanted
  readonly hosts?: readonly Placed[]
}

/** A network in being. */
export class BuiltNetwork implements Network, Disposable {
  readonly family: 4 | 6
  readonly families: readonly (4 | 6)[]
  readonly router: Netns
  readonly hosts: HostPlace[] = []
  /** The router's devices that lead to hosts, by their indices. */
  readonly gates = new Set<number>()
  readonly #segments = new Map<Segment, HostPlace[]>()
  readonly #holders = new Map<string, HostPlace>()
  readonly #plan: Plan
  readonly #log: CommandLog

  constructor({ family, families }: Pick<Network, 'family' | 'families'>, plan: Plan, log: CommandLog) {
    this.family = family
    this.families = families
    this.#plan = plan
    this.#log = log
    this.router = Netns.open('router', log)
  }

  readonly hostAt = (address: string): HostPlace | undefined => this.#holders.get(address)

  /** Hosts are joined to it, all in one go: links, addresses, neighbours and routes; forwarding last. */
  async add(hosts: readonly Placed[], signal: AbortSignal): Promise<readonly HostPlace[]> {
    const had = [...this.#segments.keys()]
    const added = nursery().run(() => hosts.map(host => this.#place(host, hosts)))
    const fresh = [...this.#segments.keys()].filter(segment => !had.includes(segment))
    raise(this, added, fresh)
    for (const { host, netns } of added) writeSysctls(netns, this.#plan.network?.sysctls?.[host] ?? {})
    for (const { device, gate, port } of added)
      for (const end of new Set([device, port, gate])) await settle(end.netns, [end], { signal })
    return added
  }

  /** A host holds another one's addresses from now on. */
  tookOver(dead: HostPlace, by: HostPlace): void {
    for (const family of this.families) this.#holders.set(dead.addresses[family], by)
  }

  [Symbol.dispose](): void {
    for (const { netns } of this.hosts) netns.close()
    this.router.close()
  }

  /** Where a host goes. A bridge's end keeps all of the kernel's network waiting for 50 ms and more: there is one only where others may share it. */
  #place(host: Placed, coming: readonly Placed[]): HostPlace {
    const all = [...this.hosts.map(asPlaced), ...coming.filter(({ name }) => !placeOf(this, name))]
    const mates = segmentsOf(all).find(segment => segment.some(({ name }) => name === host.name)) ?? []
    const nth = this.hosts.length + 1
    const [segment, on] = this.#segmentWith(mates) ?? this.#newSegment(host, mates, nth)
    const link = this.#plan.network?.links?.[host.name]
    const place = {
      ...makePlace(host, segment, { number: on.length + 2, nth }, this.#log),
      ...(link ? { link } : {}),
    }
    on.push(place)
    this.hosts.push(place)
    for (const family of this.families) this.#holders.set(place.addresses[family], place)
    return place
  }

  #segmentWith(mates: readonly Placed[]): [Segment, HostPlace[]] | undefined {
    return [...this.#segments].find(([, on]) => on.some(({ host }) => mates.some(({ name }) => name === host)))
  }

  #newSegment(host: Placed, mates: readonly Placed[], nth: number): [Segment, HostPlace[]] {
    const taken = [...this.#segments.keys()].map(({ number }) => number)
    const mayGrow = this.#plan.hosts === undefined && host.listens
    const segment = makeSegment(this.router, host, { taken, nth, shared: mates.length > 1 || mayGrow })
    const on: HostPlace[] = []
    this.#segments.set(segment, on)
    this.gates.add(segment.gate.index)
    return [segment, on]
  }
}

function raise(
  { router, families, hosts }: BuiltNetwork,
  added: readonly HostPlace[],
  segments: readonly Segment[],
): void {
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
  for (const place of added) raiseLink(place)
  pastTheRouter(hosts, added, families)
  const told = hosts.filter(place => added.some(one => one === place || one.standsInFor === place.host))
  router.request(...told.flatMap(place => known(place, hosts, families)))
  writeSysctl(router, 'net.ipv4.ip_forward', 1)
  if (families.includes(6)) writeSysctl(router, 'net.ipv6.conf.all.forwarding', 1)
  // Frames between two servers are none of the router's rules' business: bridge-nf in the kernel's ip-sysctl.rst.
  if (bridges.length > 0 && existsSync('/proc/sys/net/bridge'))
    for (const key of bridgeRules) writeSysctl(router, key, 0)
  // A standby's program binds to the address that it does not have yet: ip(7), ip_nonlocal_bind.
  for (const { netns } of added.filter(({ standsInFor }) => standsInFor !== undefined)) {
    writeSysctl(netns, 'net.ipv4.ip_nonlocal_bind', 1)
    if (families.includes(6)) writeSysctl(netns, 'net.ipv6.ip_nonlocal_bind', 1)
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

/** A namespace whose children have tables of connections of their own: looking at them is thirty times quicker than in the host's. */
function nursery(): Netns {
  if (parent) return parent
  parent = Netns.open('nursery')
  writeSysctl(parent, 'net.ipv4.tcp_child_ehash_entries', 1_024)
  return parent
}

let parent: Netns | undefined

function asPlaced({ host, ...rest }: HostPlace): Placed {
  return { name: host, ...rest }
}

function raiseHost({ device, addresses, gateways, gate }: HostPlace, families: readonly (4 | 6)[]): Msg[] {
  return [
    setUp(loopback),
    withoutLinkLocal(device),
    ...families.map(family => addAddress(device, cidr(addresses[family]))),
    setUp(device),
    ...families.flatMap(family => [
      setNeighbour(device, gateways[family], gate.mac),
      addRoute({ to: family === 4 ? '0.0.0.0/0' : '::/0', via: gateways[family] }),
    ]),
  ]
}

/** A server hangs on a switch: when its cable is pulled there, the router does not know, and goes on sending into nothing. */
function switched(segment: Segment, family: 4 | 6): Msg {
  return addRoute({ to: networkOf(segment, family), refuse: 'blackhole', metric: 32_768 })
}
