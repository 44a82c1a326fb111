// One TCP segment, or one UDP datagram, in a captured frame. Pure: bytes in, fields out.
import { ipTextAt } from '../netlink/ip-address.ts'

/** Reads an Ethernet frame; undefined where it holds none. IPv6 extension headers are not followed. */
export function readSegment(frame: Buffer): Segment | undefined {
  const found = inside(frame, TCP)
  return found && fromTcp(found)
}

/** The same for UDP. Of a datagram in fragments only the first has ports. */
export function readDatagram(frame: Buffer): Datagram | undefined {
  const found = inside(frame, UDP)
  if (!found || frame.length < found.at + 8) return undefined
  return { ...endsOf(found), payloadBytes: Math.max(0, frame.readUInt16BE(found.at + 4) - 8) }
}

/** What is in a frame's datagram, as much of it as was kept; nothing where there is none. */
export function datagramIn(frame: Buffer): Buffer {
  const found = inside(frame, UDP)
  return found ? frame.subarray(found.at + 8) : Buffer.alloc(0)
}

/** The longest segment that a SYN announces; undefined where it is none, or announces nothing. RFC 9293 section 3.2. */
export function maxSegmentIn(frame: Buffer): number | undefined {
  const found = inside(frame, TCP)
  const bytes = found && frame.subarray(found.at)
  if (!bytes || bytes.length < 20 || ((bytes[13] ?? 0) & 0x02) === 0) return undefined
  const options = bytes.subarray(20, ((bytes[12] ?? 0) >> 4) * 4)
  for (let at = 0; at < options.length && options[at] !== 0; ) {
    if (options[at] === 2) return at + 4 <= options.length ? options.readUInt16BE(at + 2) : undefined
    at += options[at] === 1 ? 1 : Math.max(2, options[at + 1] ?? 0)
  }
  return undefined
}

/** What the sender of a segment takes, unscaled; 0 where it is none. */
export function windowIn(frame: Buffer): number {
  const found = inside(frame, TCP)
  return found && frame.length >= found.at + 16 ? frame.readUInt16BE(found.at + 14) : 0
}

/** The identification of an IPv4 packet; 0 of any other. RFC 791 section 3.1. */
export function ipIdIn(frame: Buffer): number {
  return frame.length >= IP_AT + 20 && frame.readUInt16BE(12) === 0x0800 ? frame.readUInt16BE(IP_AT + 4) : 0
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

/** What a packet of a protocol carries: its frame, and where in it are its ports and its addresses. A view of each would take longer than to read it. */
interface Carried {
  readonly frame: Buffer
  readonly at: number
  readonly sizeBytes: number
  readonly addressesAt: number
  readonly addressBytes: 4 | 16
}

function inside(frame: Buffer, protocol: number): Carried | undefined {
  if (frame.length < 34) return undefined
  const type = frame.readUInt16BE(12)
  if (type === 0x0800) return fromIpv4(frame, protocol)
  return type === 0x86dd && frame.length >= 54 ? fromIpv6(frame, protocol) : undefined
}

function fromIpv4(frame: Buffer, protocol: number): Carried | undefined {
  const headBytes = ((frame[IP_AT] ?? 0) & 0xf) * 4
  if (headBytes < 20 || frame[IP_AT + 9] !== protocol || (frame.readUInt16BE(IP_AT + 6) & 0x1fff) !== 0)
    return undefined
  const sizeBytes = frame.readUInt16BE(IP_AT + 2) - headBytes
  return { frame, at: IP_AT + headBytes, sizeBytes, addressesAt: IP_AT + 12, addressBytes: 4 }
}

function fromIpv6(frame: Buffer, protocol: number): Carried | undefined {
  if (frame[IP_AT + 6] !== protocol) return undefined
  return { frame, at: IP_AT + 40, sizeBytes: frame.readUInt16BE(IP_AT + 4), addressesAt: IP_AT + 8, addressBytes: 16 }
}

function endsOf({ frame, at, addressesAt, addressBytes }: Carried): Pick<Segment, 'source' | 'target'> {
  return {
    source: { address: ipTextAt(frame, addressesAt, addressBytes), port: frame.readUInt16BE(at) },
    target: { address: ipTextAt(frame, addressesAt + addressBytes, addressBytes), port: frame.readUInt16BE(at + 2) },
  }
}

function fromTcp(carried: Carried): Segment | undefined {
  const { frame, at, sizeBytes } = carried
  if (frame.length < at + 14) return undefined
  const flags = frame[at + 13] ?? 0
  return {
    ...endsOf(carried),
    fin: (flags & 0x01) !== 0,
    syn: (flags & 0x02) !== 0,
    rst: (flags & 0x04) !== 0,
    ack: (flags & 0x10) !== 0,
    payloadBytes: Math.max(0, sizeBytes - ((frame[at + 12] ?? 0) >> 4) * 4),
    seq: frame.readUInt32BE(at + 4),
    ackSeq: frame.readUInt32BE(at + 8),
  }
}

/** Behind the Ethernet header. */
const IP_AT = 14
