// The network of a testbed as its parts know it: client - router - servers' segment. Names, addresses and devices, and nothing that acts.
import type { Host } from '../../model/units.ts'
import type { VethEnd } from '../../netlink/link.ts'
import type { Netns } from '../../netlink/netns.ts'

/** What was built. */
export interface Network {
  /** Which addresses the programs use. */
  readonly family: 4 | 6
  /** Which ones the network carries: IPv6 may be switched off in the kernel. */
  readonly families: readonly (4 | 6)[]
  readonly router: Netns
  /** The router's device on the servers' segment: a bridge whose ports are the servers' `port`s, or the only server's `port` itself. */
  readonly lan: VethEnd
  readonly client: HostPlace
  readonly server: HostPlace
  /** There only if the script has a standby. */
  readonly standby: HostPlace | undefined
}

/** Where a host is. */
export interface HostPlace {
  readonly host: Host
  readonly netns: Netns
  /** Its own end of its cable: c0, s0, b0. */
  readonly device: VethEnd
  /** The router's end of its cable: rc, rs, rb. Where there is a standby, the last two are ports of the bridge. */
  readonly port: VethEnd
  /** The router's device that leads to it: rc, and rs or lan. This is what `iif` and `oif` see of it. */
  readonly gate: VethEnd
  readonly addresses: Readonly<Record<4 | 6, string>>
  /** The router's addresses on its side. */
  readonly gateways: Readonly<Record<4 | 6, string>>
}

/** Where each host listens: one port, because each has an address of its own. */
export const servicePort = 7_000

/** The hosts that there are. */
export function places({ client, server, standby }: Network): readonly HostPlace[] {
  return standby ? [client, server, standby] : [client, server]
}

/** By its name; undefined for a standby that was not asked for. */
export function placeOf(network: Network, host: Host): HostPlace | undefined {
  return network[host]
}
