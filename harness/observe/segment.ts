// One TCP segment in a captured frame. Pure: bytes in, fields out.
import { ipText } from '../netlink/ip-address.ts'

/** Reads an Ethernet frame; undefined where it holds none. IPv6 extension headers are not followed. */
export function readSegment(frame: Buffer): Segment | undefined {
  if (frame.length < 34) return undefined
  const type = frame.readUInt16BE(12)
  if (type === 0x0800) return fromIpv4(frame.subarray(14))
  return type === 0x86dd && frame.length >= 54 ? fromIpv6(frame.subarray(14)) : undefined
}

/** What of a segment is looked at. */
export interface Segment {
  readonly source: End
  readonly target: End
  readonly syn: boolean
  readonly ack: boolean
  readonly fin: boolean
  readonly rst: boolean
  readonly payloadBytes: number
  /** Of its first byte, and of the byte that its sender expects next. */
  readonly seq: number
  readonly ackSeq: number
}

/** An address and a port. */
export interface End {
  readonly address: string
  readonly port: number
}

const TCP = 6

function fromIpv4(packet: Buffer): Segment | undefined {
  const headBytes = ((packet[0] ?? 0) & 0xf) * 4
  if (headBytes < 20 || packet[9] !== TCP || (packet.readUInt16BE(6) & 0x1fff) !== 0) return undefined
  const addresses = [packet.subarray(12, 16), packet.subarray(16, 20)] as const
  return fromTcp(packet.subarray(headBytes), packet.readUInt16BE(2) - headBytes, addresses)
}

function fromIpv6(packet: Buffer): Segment | undefined {
  if (packet[6] !== TCP) return undefined
  return fromTcp(packet.subarray(40), packet.readUInt16BE(4), [packet.subarray(8, 24), packet.subarray(24, 40)])
}

function fromTcp(bytes: Buffer, sizeBytes: number, [from, to]: readonly [Buffer, Buffer]): Segment | undefined {
  if (bytes.length < 14) return undefined
  const flags = bytes[13] ?? 0
  return {
    source: { address: ipText(from), port: bytes.readUInt16BE(0) },
    target: { address: ipText(to), port: bytes.readUInt16BE(2) },
    fin: (flags & 0x01) !== 0,
    syn: (flags & 0x02) !== 0,
    rst: (flags & 0x04) !== 0,
    ack: (flags & 0x10) !== 0,
    payloadBytes: Math.max(0, sizeBytes - ((bytes[12] ?? 0) >> 4) * 4),
    seq: bytes.readUInt32BE(4),
    ackSeq: bytes.readUInt32BE(8),
  }
}
