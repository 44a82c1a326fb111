// What an ICMP error says of a TCP connection or a UDP socket, and the error that Linux makes of it. Pure. RFC 792, RFC 4443; icmp_err_convert in the kernel.
import { ipText } from '../netlink/ip-address.ts'
import type { End } from './segment.ts'

/** Reads an Ethernet frame; undefined where it holds no "destination unreachable" about TCP or UDP. */
export function readIcmpError(frame: Buffer): IcmpError | undefined {
  if (frame.length < 14 + 20 + 8 + 20 + 4) return undefined
  const type = frame.readUInt16BE(12)
  if (type === 0x0800) return about4(frame.subarray(14))
  return type === 0x86dd && frame.length >= 14 + 40 + 8 + 40 + 4 ? about6(frame.subarray(14)) : undefined
}

/** The segment or datagram that it complains about, by its ends, and the code of the error. */
export interface IcmpError {
  readonly protocol: 'tcp' | 'udp'
  readonly source: End
  readonly target: End
  readonly code: string
  /** A connected UDP socket is told of it without having asked: `fatal` in icmp_err_convert and icmpv6_err_convert. */
  readonly hard: boolean
}

function about4(packet: Buffer): IcmpError | undefined {
  const icmp = packet.subarray(headBytes(packet))
  const inner = icmp.subarray(8)
  if (packet[9] !== ICMP || icmp[0] !== 3 || headBytes(inner) < 20) return undefined
  const ports = inner.subarray(headBytes(inner))
  return error(protocols[inner[9] ?? 0], meanings4[icmp[1] ?? 0], ports, [
    inner.subarray(12, 16),
    inner.subarray(16, 20),
  ])
}

/** Of an IPv4 packet: RFC 791 section 3.1. */
function headBytes(packet: Buffer): number {
  return ((packet[0] ?? 0) & 0xf) * 4
}

function about6(packet: Buffer): IcmpError | undefined {
  const icmp = packet.subarray(40)
  const inner = icmp.subarray(8)
  if (packet[6] !== ICMPV6 || icmp[0] !== 1) return undefined
  const addresses = [inner.subarray(8, 24), inner.subarray(24, 40)] as const
  return error(protocols[inner[6] ?? 0], meanings6[icmp[1] ?? 0], inner.subarray(40), addresses)
}

function error(
  protocol: IcmpError['protocol'] | undefined,
  meaning: Meaning | undefined,
  ports: Buffer,
  [from, to]: readonly [Buffer, Buffer],
): IcmpError | undefined {
  if (!protocol || !meaning || ports.length < 4) return undefined
  const [code, hard] = meaning
  return {
    protocol,
    source: { address: ipText(from), port: ports.readUInt16BE(0) },
    target: { address: ipText(to), port: ports.readUInt16BE(2) },
    code,
    hard: hard === 'hard',
  }
}

const ICMP = 1
const ICMPV6 = 58
const protocols: Readonly<Record<number, IcmpError['protocol']>> = { 6: 'tcp', 17: 'udp' }

type Meaning = readonly [code: string, hard?: 'hard']
const meanings4: Readonly<Record<number, Meaning>> = {
  0: ['ENETUNREACH'],
  1: ['EHOSTUNREACH'],
  2: ['ENOPROTOOPT', 'hard'],
  3: ['ECONNREFUSED', 'hard'],
  9: ['ENETUNREACH', 'hard'],
  10: ['EHOSTUNREACH', 'hard'],
  13: ['EHOSTUNREACH', 'hard'],
}
const meanings6: Readonly<Record<number, Meaning>> = {
  0: ['ENETUNREACH'],
  1: ['EACCES', 'hard'],
  3: ['EHOSTUNREACH'],
  4: ['ECONNREFUSED', 'hard'],
}
