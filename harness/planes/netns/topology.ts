// Builds client - router - servers' segment by netlink, warmed up: what a program sends first is neither lost nor waited for.
import { existsSync } from 'node:fs'
import { HalfopenError } from '../../kit/errors.ts'
import type { Network as Wanted } from '../../model/scenario.ts'
import type { Host } from '../../model/units.ts'
import { addAddress } from '../../netlink/address.ts'
import { addBridge, addVeth, setMaster, setUp, type VethEnd, withoutLinkLocal } from '../../netlink/link.ts'
import { settle } from '../../netlink/link-state.ts'
import type { Msg } from '../../netlink/message.ts'
import { setNeighbour } from '../../netlink/neighbour.ts'
import { type CommandLog, Netns } from '../../netlink/netns.ts'
import { addRoute } from '../../netlink/route.ts'
import { loopback } from '../../netlink/rtnetlink.ts'
import { writeSysctl, writeSysctls } from '../../netlink/sysctl.ts'
import { type HostPlace, type Network, places } from './network.ts'

/** Builds it. `log` is told each command. Throws a KernelError, or E_NO_IPV6. Disposing lets the namespaces go. */
export async function buildNetwork(plan: Plan, log: CommandLog, signal: AbortSignal): Promise<BuiltNetwork> {
  const { family = 4, sysctls = {} } = plan.network ?? {}
  const families = existsSync('/proc/sys/net/ipv6') ? ([4, 6] as const) : ([4] as const)
  if (family === 6 && families.length === 1)
    throw new HalfopenError('E_NO_IPV6', 'Cannot build the network: IPv6 is switched off in this kernel', {
      fix: 'Boot without ipv6.disable=1, or let the scenario use family 4',
    })
  const built = nursery().run(() => new BuiltNetwork({ family, families }, plan.standby !== undefined, log))
  try {
    built.raise()
    for (const { host, netns } of places(built)) writeSysctls(netns, sysctls[host] ?? {})
    for (const { device, gate, port } of places(built))
      for (const end of new Set([device, port, gate])) await settle(end.netns, [end], { signal })
    return built
  } catch (thrown) {
    built[Symbol.dispose]()
    throw thrown
  }
}

/** What of a script decides about the network. */
export interface Plan {
  readonly network?: Wanted
  readonly standby?: unknown
}

/** A network in being. */
export class BuiltNetwork implements Network, Disposable {
  readonly family: 4 | 6
  readonly families: readonly (4 | 6)[]
  readonly router: Netns
  readonly lan: VethEnd
  readonly client: HostPlace
  readonly server: HostPlace
  readonly standby: HostPlace | undefined

  constructor({ family, families }: Pick<Network, 'family' | 'families'>, withStandby: boolean, log: CommandLog) {
    this.family = family
    this.families = families
    const router = Netns.open('router', log)
    this.router = router
    this.lan = { netns: router, name: withStandby ? 'lan' : 'rs', index: 200, mac: '02:00:00:00:02:01' }
    const rc: VethEnd = { netns: router, name: 'rc', index: 201, mac: '02:00:00:00:01:01' }
    this.client = place({ host: 'client', letter: 'c', segment: 1, number: 2, port: rc, gate: rc }, log)
    const lan = { segment: 2, gate: this.lan, ...(withStandby ? {} : { port: this.lan }) }
    this.server = place({ host: 'server', letter: 's', number: 2, ...lan }, log)
    this.standby = withStandby ? place({ host: 'standby', letter: 'b', number: 3, ...lan }, log) : undefined
  }

  /** Links, addresses, neighbours and routes; forwarding last. */
  raise(): void {
    const { router, lan, client, families, standby } = this
    const cables = places(this).map(({ device, port }) => addVeth(device, port))
    const ports = places(this).map(({ port }) => port)
    const devices = [...new Set([lan, ...ports])]
    router.request(
      ...cables,
      // A bridge's end keeps all of the kernel's network waiting for 50 ms and more: there is one only where two share a segment.
      ...(standby ? [addBridge(lan, lan.mac)] : []),
      ...devices.map(withoutLinkLocal),
      ...(standby ? [this.server, standby].map(({ port }) => setMaster(port, lan)) : []),
      ...families.flatMap(family => [
        addAddress(client.gate, cidr(client.gateways[family])),
        addAddress(lan, cidr(this.server.gateways[family])),
      ]),
      // Without one the router cannot ask who has an IPv6 address that it forwards to, and forgets it: RFC 4861 section 4.3.
      ...(standby && families.includes(6) ? [addAddress(lan, 'fe80::1/64')] : []),
      ...devices.map(setUp),
      ...(standby ? [] : families.map(switched)),
    )
    for (const host of places(this)) host.netns.request(...raiseHost(host, families))
    router.request(...places(this).flatMap(host => this.#known(host)))
    writeSysctl(router, 'net.ipv4.ip_forward', 1)
    if (families.includes(6)) writeSysctl(router, 'net.ipv6.conf.all.forwarding', 1)
    // Frames between two servers are none of the router's rules' business: bridge-nf in the kernel's ip-sysctl.rst.
    if (standby && existsSync('/proc/sys/net/bridge')) for (const key of bridgeRules) writeSysctl(router, key, 0)
    // A standby's program binds to the address that it does not have yet: ip(7), ip_nonlocal_bind.
    if (standby) {
      writeSysctl(standby.netns, 'net.ipv4.ip_nonlocal_bind', 1)
      if (families.includes(6)) writeSysctl(standby.netns, 'net.ipv6.ip_nonlocal_bind', 1)
    }
  }

  [Symbol.dispose](): void {
    for (const { netns } of places(this)) netns.close()
    this.router.close()
  }

  /** The router's neighbours. Where somebody may take an address over, its entry must be one that follows an announcement. */
  #known({ host, addresses, gate, device }: HostPlace): Msg[] {
    const kind = this.standby && host === 'server' ? 'reachable' : 'permanent'
    return this.families.map(family => setNeighbour(gate, addresses[family], device.mac, kind))
  }
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

interface Site {
  host: Host
  letter: string
  segment: number
  number: number
  port?: VethEnd
  gate: VethEnd
}

/** Addresses from RFC 2544 (198.18.0.0/15) and RFC 5180 (2001:2::/48): for benchmarks, in nobody's use. */
function place({ host, letter, segment, number, gate, port }: Site, log: CommandLog): HostPlace {
  const netns = Netns.open(host, log)
  const mac = `02:00:00:00:0${segment}:0${number}`
  const index = 100 * segment + 10 * number
  return {
    host,
    netns,
    device: { netns, name: `${letter}0`, index, mac },
    port: port ?? {
      netns: gate.netns,
      name: `r${letter}`,
      index: index + 1,
      mac: `02:00:00:00:0${segment}:1${number}`,
    },
    gate,
    addresses: { 4: `198.18.${segment}.${number}`, 6: `2001:2:0:${segment}::${number}` },
    gateways: { 4: `198.18.${segment}.1`, 6: `2001:2:0:${segment}::1` },
  }
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

/** Servers hang on a switch: when a server's cable is pulled there, the router does not know, and goes on sending into nothing. */
function switched(family: 4 | 6): Msg {
  return addRoute({ to: family === 4 ? '198.18.2.0/24' : '2001:2:0:2::/64', refuse: 'blackhole', metric: 32_768 })
}

const cidr = (address: string): string => `${address}/${address.includes(':') ? 64 : 24}`
