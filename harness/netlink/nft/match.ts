// What a rule looks for. Each match is its nft(8) text and the kernel expressions that text stands for.
import { be16, be32, cstr, u8, u32 } from '../bytes.ts'
import { ipBytes } from '../ip-address.ts'
import { CT_STATE, compare, ct, META, mask, meta, NETWORK, payload, TRANSPORT, toNetworkOrder } from './expression.ts'

/** A piece of a rule: as typed, and as the kernel takes it. `needs` comes before it in the rule, once. */
export interface Part {
  readonly text: string
  readonly expressions: readonly Buffer[]
  readonly needs?: readonly Part[]
}

/** Came in by this device, by name: stays true when the device is deleted and made again. */
export const iif = (device: string): Part =>
  part(`iifname "${device}"`, meta(META.IIFNAME), compare('==', ifname(device)))

/** Leaves by this device. */
export const oif = (device: string): Part =>
  part(`oifname "${device}"`, meta(META.OIFNAME), compare('==', ifname(device)))

/** Source address, IPv4 or IPv6. */
export const saddr = (address: string): Part => addressed('saddr', address, { 4: 12, 16: 8 })

/** Destination address, IPv4 or IPv6. */
export const daddr = (address: string): Part => addressed('daddr', address, { 4: 16, 16: 24 })

/** Any TCP segment. */
export const tcp: Part = layer4('tcp', 6)

/** Any UDP datagram. */
export const udp: Part = layer4('udp', 17)

/** UDP source port. */
export const udpSport = (port: number): Part =>
  datagram(`udp sport ${port}`, payload(TRANSPORT, 0, 2), compare('==', be16(port)))

/** UDP destination port. */
export const udpDport = (port: number): Part =>
  datagram(`udp dport ${port}`, payload(TRANSPORT, 2, 2), compare('==', be16(port)))

/** TCP source port. */
export const sport = (port: number): Part =>
  segment(`tcp sport ${port}`, payload(TRANSPORT, 0, 2), compare('==', be16(port)))

/** TCP destination port. */
export const dport = (port: number): Part =>
  segment(`tcp dport ${port}`, payload(TRANSPORT, 2, 2), compare('==', be16(port)))

/** Of the flags in `among`, exactly those in `set` are there: a first SYN is `tcpFlags(['syn'], ['fin', 'syn', 'rst', 'ack'])`. */
export function tcpFlags(set: readonly TcpFlag[], among: readonly TcpFlag[]): Part {
  const words = (flags: readonly TcpFlag[]) => (flags.length === 0 ? '0x0' : flags.join('|'))
  const text = `tcp flags & (${words(among)}) == ${words(set)}`
  return segment(text, payload(TRANSPORT, 13, 1), mask(u8(bits(FLAGS, among))), compare('==', u8(bits(FLAGS, set))))
}

/** Conntrack's opinion. The first rule with one switches connection tracking on in its namespace. */
export function ctState(...states: readonly [CtState, ...CtState[]]): Part {
  const any = [mask(u32(bits(STATES, states))), compare('!=', u32(0))]
  return part(`ct state ${states.join(',')}`, ct(CT_STATE), ...any)
}

/** The packet, without its Ethernet header, is longer than this; IPv4 and IPv6 alike. */
export const longerThan = (sizeBytes: number): Part =>
  part(`meta length > ${sizeBytes}`, meta(META.LEN), toNetworkOrder(4), compare('>', be32(sizeBytes)))

/** ICMP "destination unreachable", which also carries "fragmentation needed" (RFC 1191). */
export const icmpUnreachable: Part = {
  ...part('icmp type destination-unreachable', payload(TRANSPORT, 0, 1), compare('==', u8(3))),
  needs: [nfproto('ipv4', 2), layer4('icmp', 1)],
}

/** ICMPv6 "destination unreachable" (RFC 4443). */
export const icmpv6Unreachable: Part = {
  ...part('icmpv6 type destination-unreachable', payload(TRANSPORT, 0, 1), compare('==', u8(1))),
  needs: [nfproto('ipv6', 10), layer4('ipv6-icmp', 58)],
}

/** ICMPv6 "packet too big" (RFC 8201). */
export const icmpv6TooBig: Part = {
  ...part('icmpv6 type packet-too-big', payload(TRANSPORT, 0, 1), compare('==', u8(2))),
  needs: [nfproto('ipv6', 10), layer4('ipv6-icmp', 58)],
}

export type TcpFlag = keyof typeof FLAGS
export type CtState = keyof typeof STATES

export function part(text: string, ...expressions: readonly Buffer[]): Part {
  return { text, expressions }
}

/** A part about TCP, so one that looks for TCP first. */
export function segment(text: string, ...expressions: readonly Buffer[]): Part {
  return { text, expressions, needs: [tcp] }
}

function datagram(text: string, ...expressions: readonly Buffer[]): Part {
  return { text, expressions, needs: [udp] }
}

function addressed(word: string, text: string, offsets: { 4: number; 16: number }): Part {
  const address = ipBytes(text)
  const [protocol, family, offset] =
    address.length === 4 ? ['ip', nfproto('ipv4', 2), offsets[4]] : ['ip6', nfproto('ipv6', 10), offsets[16]]
  const look = part(`${protocol} ${word} ${text}`, payload(NETWORK, offset, address.length), compare('==', address))
  return { ...look, needs: [family] }
}

function nfproto(name: string, number: number): Part {
  return part(`meta nfproto ${name}`, meta(META.NFPROTO), compare('==', u8(number)))
}

function layer4(name: string, number: number): Part {
  return part(`meta l4proto ${name}`, meta(META.L4PROTO), compare('==', u8(number)))
}

/** A device's name as the kernel compares it: all 16 bytes. */
const ifname = (device: string): Buffer => Buffer.concat([cstr(device), Buffer.alloc(16)]).subarray(0, 16)

function bits<Name extends string>(values: Readonly<Record<Name, number>>, names: readonly Name[]): number {
  return names.reduce((sum, name) => sum | values[name], 0)
}

const FLAGS = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32 } as const
const STATES = { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 } as const
