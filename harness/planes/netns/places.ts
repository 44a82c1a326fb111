// Which addresses, names and devices each segment and each host gets. A pair has always the same, so that a run of it can be compared.
import type { Host } from '../../model/host.ts'
import type { HostName } from '../../model/units.ts'
import type { VethEnd } from '../../netlink/link.ts'
import type { CommandLog } from '../../netlink/netns.ts'
import { Netns } from '../../netlink/netns.ts'
import type { HostPlace } from './network.ts'

/** A wire with hosts on it. */
export interface Segment {
  /** The third part of its addresses: 1 is the first client's, 2 the first servers'. */
  readonly number: number
  readonly gate: VethEnd
  /** Several hosts are on it, or may be: the gate is a bridge. */
  readonly shared: boolean
  /** Others connect to those on it. */
  readonly serves: boolean
}

/** A host, as far as its place depends on it. */
export type Placed = Pick<Host, 'name' | 'connectsTo' | 'listens' | 'standsInFor'>

/** The next segment; `first` is the first host on it. */
export function makeSegment(router: Netns, first: Placed, site: Site & { readonly shared: boolean }): Segment {
  const { taken, shared, nth } = site
  const serves = first.listens
  const usual = serves ? 2 : 1
  const number = taken.includes(usual) ? Math.max(2, ...taken) + 1 : usual
  const name = shared ? (number === 2 ? 'lan' : `lan${number}`) : `r${labelOf(first.name, nth)}`
  const index = number === 1 ? 201 : number === 2 ? 200 : 10_000 * number + 1
  return { number, serves, shared, gate: { netns: router, name, index, mac: mac(number, 1) } }
}

/** What there is already. */
export interface Site {
  /** The numbers of the segments that there are. */
  readonly taken: readonly number[]
  /** The how-manieth host of the network it is, from 1. */
  readonly nth: number
}

/** The place of one more host on a segment; `number`: the last part of its addresses. */
export function makePlace(
  host: Placed,
  segment: Segment,
  { number, nth }: { number: number; nth: number },
  log: CommandLog,
): HostPlace {
  const { name, connectsTo, listens, standsInFor } = host
  const { gate } = segment
  const netns = Netns.open(name === gate.netns.name ? `host-${name}` : name, log)
  const label = labelOf(name, nth)
  const index =
    segment.number > 2 || number > 3 ? 10_000 * segment.number + 10 * number : 100 * segment.number + 10 * number
  return {
    host: name,
    connectsTo,
    listens,
    ...(standsInFor === undefined ? {} : { standsInFor }),
    netns,
    device: { netns, name: pair.has(name) ? `${label}0` : label, index, mac: mac(segment.number, number) },
    port: segment.shared
      ? { netns: gate.netns, name: `r${label}`, index: index + 1, mac: mac(segment.number, number, 0x10) }
      : gate,
    gate,
    addresses: addressesOn(segment, number),
    gateways: addressesOn(segment, 1),
  }
}

/** The network of a segment. */
export function networkOf({ number }: Segment, family: 4 | 6): string {
  return family === 4 ? `198.18.${number}.0/24` : `2001:2:0:${number.toString(16)}::/64`
}

/** From RFC 2544 (198.18.0.0/15) and RFC 5180 (2001:2::/48): for benchmarks, in nobody's use. */
export function addressesOn({ number: segment }: Segment, number: number): Readonly<Record<4 | 6, string>> {
  return { 4: `198.18.${segment}.${number}`, 6: `2001:2:0:${segment.toString(16)}::${number.toString(16)}` }
}

/** An address with the length of its network. */
export function cidr(address: string): string {
  return `${address}/${address.includes(':') ? 64 : 24}`
}

/** `c`, `s` and `b` are the pair's; others are counted. */
function labelOf(host: HostName, nth: number): string {
  return pair.get(host) ?? `h${nth}`
}

const pair: ReadonlyMap<HostName, string> = new Map([
  ['client', 'c'],
  ['server', 's'],
  ['standby', 'b'],
])

/** Its last part is the host's number below 16; `offset` tells the router's end of a cable from the host's. */
function mac(segment: number, number: number, offset = 0): string {
  const bytes = [number >> 4, segment, offset + (number & 0xf)]
  return `02:00:00:${bytes.map(byte => byte.toString(16).padStart(2, '0')).join(':')}`
}
