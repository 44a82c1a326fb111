// One TCP segment, or one UDP datagram, in a captured frame. Pure: bytes in, fields out.
import { ipText } from '../netlink/ip-address.ts'

/** Reads an Ethernet frame; undefined where it holds none. IPv6 extension headers are not followed. */
export function readSegment(frame: Buffer): Segment | undefined {
  const found = inside(frame, TCP)
  return found && fromTcp(found)
}

/** The same for UDP. Of a datagram in fragments only the first has ports. */
export function readDatagram(frame: Buffer): Datagram | undefined {
  const found = inside(frame, UDP)
  if (!found || found.bytes.length < 8) return undefined
  return { ...endsOf(found), payloadBytes: Math.max(0, found.bytes.readUInt16BE(4) - 8) }
}

/** What is in a frame's datagram, as much of it as was kept; nothing where there is none. */
export function datagramIn(frame: Buffer): Buffer {
  return inside(frame, UDP)?.bytes.subarray(8) ?? Buffer.alloc(0)
}

/** The longest segment that a SYN announces; undefined where it is none, or announces nothing. RFC 9293 section 3.2. */
export function maxSegmentIn(frame: Buffer): number | undefined {
  const { bytes } = inside(frame, TCP) ?? {}
  if (!bytes || bytes.length < 20 || ((bytes[13] ?? 0) & 0x02) === 0) return undefined
  const options = bytes.subarray(20, ((bytes[12] ?? 0) >> 4) * 4)
  for (let at = 0; at < options.length && options[at] !== 0; ) {
    if (options[at] === 2) return at + 4 <= options.length ? options.readUInt16BE(at + 2) : undefined
    at += options[at] === 1 ? 1 : Math.max(2, options[at + 1] ?? 0)
  }
  return undefined
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

/** What of a datagram is looked at. */
export type Datagram = Pick<Segment, 'source' | 'target' | 'payloadBytes'>

/** An address and a port. */
export interface End {
  readonly address: string
  readonly port: number
}

const TCP = 6
const UDP = 17

/** What a packet of a protocol carries, from its ports on. */
interface Carried {
  readonly bytes: Buffer
  readonly sizeBytes: number
  readonly addresses: readonly [Buffer, Buffer]
}

function inside(frame: Buffer, protocol: number): Carried | undefined {
  if (frame.length < 34) return undefined
  const type = frame.readUInt16BE(12)
  if (type === 0x0800) return fromIpv4(frame.subarray(14), protocol)
  return type === 0x86dd && frame.length >= 54 ? fromIpv6(frame.subarray(14), protocol) : undefined
}

function fromIpv4(packet: Buffer, protocol: number): Carried | undefined {
  const headBytes = ((packet[0] ?? 0) & 0xf) * 4
  if (headBytes < 20 || packet[9] !== protocol || (packet.readUInt16BE(6) & 0x1fff) !== 0) return undefined
  const addresses = [packet.subarray(12, 16), packet.subarray(16, 20)] as const
  return { bytes: packet.subarray(headBytes), sizeBytes: packet.readUInt16BE(2) - headBytes, addresses }
}

function fromIpv6(packet: Buffer, protocol: number): Carried | undefined {
  if (packet[6] !== protocol) return undefined
  const addresses = [packet.subarray(8, 24), packet.subarray(24, 40)] as const
  return { bytes: packet.subarray(40), sizeBytes: packet.readUInt16BE(4), addresses }
}

function endsOf({ bytes, addresses: [from, to] }: Carried): Pick<Segment, 'source' | 'target'> {
  return {
    source: { address: ipText(from), port: bytes.readUInt16BE(0) },
    target: { address: ipText(to), port: bytes.readUInt16BE(2) },
  }
}

function fromTcp(carried: Carried): Segment | undefined {
  const { bytes, sizeBytes } = carried
  if (bytes.length < 14) return undefined
  const flags = bytes[13] ?? 0
  return {
    ...endsOf(carried),
    fin: (flags & 0x01) !== 0,
    syn: (flags & 0x02) !== 0,
    rst: (flags & 0x04) !== 0,
    ack: (flags & 0x10) !== 0,
    payloadBytes: Math.max(0, sizeBytes - ((bytes[12] ?? 0) >> 4) * 4),
    seq: bytes.readUInt32BE(4),
    ackSeq: bytes.readUInt32BE(8),
  }
}
