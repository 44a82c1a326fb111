// The network of a scenario as its author writes it: a kernel setting must never be one that does nothing.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Host } from '../model/host.ts'
import type { Network } from '../model/scenario.ts'
import type { HostName } from '../model/units.ts'
import type { Named } from './bounds.ts'
import { type LinkSpec, parseLinks } from './links.ts'
import { parseNat } from './nat.ts'
import { refuseUnknown } from './unknown.ts'

/** How the hosts are joined, and what their kernels are set to. `H`: the names of the hosts, so that a misspelt one does not compile. */
export type NetworkSpec<H extends string = string> = Omit<Network, 'links' | 'sysctls'> & {
  /**
   * Per host, by full name, such as `net.ipv4.tcp_retries2`, and of the `router`: there `default` in a name is each of its devices, as in
   * `net.ipv4.neigh.default.base_reachable_time_ms`.
   */
  sysctls?: { readonly [host in Named<H> | 'router']?: Readonly<Record<string, string | number>> }
  /** What a host's link is like all the time, both ways: `{ db: { delay: '40ms', mtu: 1400 } }`. */
  links?: { readonly [host in Named<H>]?: LinkSpec }
}

/** The network as data. Throws E_NETWORK, and E_UNKNOWN_FIELD for a misspelt field or host. */
export function parseNetwork(claim: string, network: NetworkSpec, hosts: readonly Pick<Host, 'name'>[]): Network {
  refuseUnknown('network', network, ['family', 'sysctls', 'nat', 'links'])
  const { sysctls = {}, links, ...plain } = network
  const { family, nat } = plain
  if (family !== undefined && family !== 4 && family !== 6)
    throw refusal(claim, `family is 4 or 6, got "${shown(family)}"`, 'Write family: 6, or leave it out for 4')
  refuseUnknown('sysctls', sysctls, [...hosts.map(({ name }) => name), 'router'])
  for (const [host, settings] of Object.entries(written(sysctls))) {
    if (typeof settings !== 'object' || settings === null)
      throw refusal(claim, `sysctls of ${host} are values by name, got "${shown(settings)}"`, write)
    for (const [name, value] of Object.entries(settings)) refuseSysctl(claim, name, value)
  }
  const names = hosts.map(({ name }) => name)
  return {
    ...plain,
    ...(nat === undefined ? {} : { nat: parseNat(claim, nat) }),
    ...(network.sysctls === undefined ? {} : { sysctls: written(sysctls) }),
    ...(links === undefined ? {} : { links: parseLinks(claim, written(links), names) }),
  }
}

/** Without the hosts of which nothing is said. */
function written<T>(perHost: { readonly [host: string]: T | undefined }): Readonly<Record<HostName, T>> {
  return Object.fromEntries(
    Object.entries(perHost).flatMap(([host, value]) => (value === undefined ? [] : [[host, value]])),
  )
}

/** Every host has a network of its own; anything else in /proc/sys is the whole machine's. */
function refuseSysctl(claim: string, name: string, value: unknown): void {
  if (!/^net(\.[\w-]+)+$/.test(name))
    throw refusal(claim, `a sysctl is named in full, from net. on, got "${name}"`, write)
  if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value)))
    throw refusal(claim, `${name} needs a number or a text, got "${shown(value)}"`, 'Write what /proc/sys shows')
}

const write = 'Write net.ipv4.tcp_retries2: 5'

function refusal(claim: string, cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_NETWORK', `Cannot use scenario "${claim}": ${cause}`, { fix })
}
