// What an ICMP error says of a TCP connection, and the error that Linux makes of it. Pure. RFC 792, RFC 4443; icmp_err_convert in the kernel.
import { ipText } from '../netlink/ip-address.ts'
import type { End } from './segment.ts'

/** Reads an Ethernet frame; undefined where it holds no "destination unreachable" about a TCP segment. */
export function readIcmpError(frame: Buffer): IcmpError | undefined {
  if (frame.length < 14 + 20 + 8 + 20 + 4) return undefined
  const type = frame.readUInt16BE(12)
  if (type === 0x0800) return about4(frame.subarray(14))
  return type === 0x86dd && frame.length >= 14 + 40 + 8 + 40 + 4 ? about6(frame.subarray(14)) : undefined
}

/** The segment that it complains about, by its ends, and the code of the error. */
export interface IcmpError {
  readonly source: End
  readonly target: End
  readonly code: string
}

function about4(packet: Buffer): IcmpError | undefined {
  const icmp = packet.subarray(headBytes(packet))
  const inner = icmp.subarray(8)
  if (packet[9] !== ICMP || icmp[0] !== 3 || inner[9] !== TCP || headBytes(inner) < 20) return undefined
  const ports = inner.subarray(headBytes(inner))
  return error(codes4[icmp[1] ?? 0], ports, [inner.subarray(12, 16), inner.subarray(16, 20)])
}

/** Of an IPv4 packet: RFC 791 section 3.1. */
function headBytes(packet: Buffer): number {
  return ((packet[0] ?? 0) & 0xf) * 4
}

function about6(packet: Buffer): IcmpError | undefined {
  const icmp = packet.subarray(40)
  const inner = icmp.subarray(8)
  if (packet[6] !== ICMPV6 || icmp[0] !== 1 || inner[6] !== TCP) return undefined
  return error(codes6[icmp[1] ?? 0], inner.subarray(40), [inner.subarray(8, 24), inner.subarray(24, 40)])
}

function error(code: string | undefined, ports: Buffer, [from, to]: readonly [Buffer, Buffer]): IcmpError | undefined {
  if (code === undefined || ports.length < 4) return undefined
  return {
    source: { address: ipText(from), port: ports.readUInt16BE(0) },
    target: { address: ipText(to), port: ports.readUInt16BE(2) },
    code,
  }
}

const ICMP = 1
const TCP = 6
const ICMPV6 = 58
const codes4: Readonly<Record<number, string>> = {
  0: 'ENETUNREACH',
  1: 'EHOSTUNREACH',
  2: 'ENOPROTOOPT',
  3: 'ECONNREFUSED',
  9: 'ENETUNREACH',
  10: 'EHOSTUNREACH',
  13: 'EHOSTUNREACH',
}
const codes6: Readonly<Record<number, string>> = {
  0: 'ENETUNREACH',
  1: 'EACCES',
  3: 'EHOSTUNREACH',
  4: 'ECONNREFUSED',
}
