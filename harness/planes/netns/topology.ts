// Builds hosts around a router by netlink, warmed up: what a program sends first is neither lost nor waited for.
import { existsSync } from 'node:fs'
import { HalfopenError } from '../../kit/errors.ts'
import type { Network as Wanted } from '../../model/scenario.ts'
import { AF_INET, AF_INET6 } from '../../netlink/libc.ts'
import { settle } from '../../netlink/link-state.ts'
import { type CommandLog, Netns } from '../../netlink/netns.ts'
import { writeSysctl, writeSysctls } from '../../netlink/sysctl.ts'
import { hideClients } from './nat.ts'
import type { HostPlace, Network } from './network.ts'
import { makePlace, makeSegment, type Placed, type Segment } from './places.ts'
import { raise } from './raise.ts'
import { segmentsOf } from './segments.ts'
import { Translations } from './translations.ts'

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
  readonly translations: Translations | undefined
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
    if (plan.network?.nat) this.translations = new Translations(this.router, address => this.#isRouters(address))
  }

  readonly hostAt = (address: string): HostPlace | undefined => this.#holders.get(address)

  /** Hosts are joined to it, all in one go: links, addresses, neighbours and routes; forwarding last. */
  async add(hosts: readonly Placed[], signal: AbortSignal): Promise<readonly HostPlace[]> {
    const had = [...this.#segments.keys()]
    const segments = segmentsOf([...this.hosts.map(asPlaced), ...hosts])
    const matesOf = ({ name }: Placed) => segments.find(segment => segment.some(host => host.name === name)) ?? []
    const added = nursery().run(() => hosts.map(host => this.#place(host, matesOf(host))))
    const fresh = [...this.#segments.keys()].filter(segment => !had.includes(segment))
    const { sysctls = {}, nat = false } = this.#plan.network ?? {}
    if (nat) hideClients({ router: this.router, hosts: this.hosts }, nat)
    raise(this, added, fresh, sysctls.router ?? {})
    for (const { host, netns } of added) writeSysctls(netns, sysctls[host] ?? {})
    const ends = new Set(added.flatMap(({ device, gate, port }) => [device, port, gate]))
    // The addresses of the other family are waited for by the greeting: warm-up.ts.
    const family = this.family === 6 ? AF_INET6 : AF_INET
    for (const [netns, devices] of Map.groupBy(ends, end => end.netns)) await settle(netns, devices, { signal, family })
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

  #isRouters(address: string): boolean {
    return this.hosts.some(({ gateways }) => this.families.some(family => gateways[family] === address))
  }

  /** Where a host goes. A bridge's end keeps all of the kernel's network waiting for 50 ms and more: there is one only where others may share it. */
  #place(host: Placed, mates: readonly Placed[]): HostPlace {
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
