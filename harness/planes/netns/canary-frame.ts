// One packet of our own, as bytes: to warm a path up, and to show that what should vanish does vanish where the programs themselves are idle.
import type { SocketAddress } from '../../model/connection.ts'
import type { HostName } from '../../model/units.ts'
import { be16, be32, u8 } from '../../netlink/bytes.ts'
import { ipBytes, macBytes } from '../../netlink/ip-address.ts'
import { canaryPort, canarySeq } from '../../observe/wire.ts'
import type { HostPlace } from './network.ts'

/** The Ethernet frame that a host would send to its router. */
export function canaryFrame(shape: Omit<Canary, 'from' | 'to'>, path: Path): Buffer {
  const { from, to, family } = path
  const [source, target] = [ipBytes(from.addresses[family]), ipBytes(to.addresses[family])]
  const { protocol, message, checksumAt } = messageOf(shape, family)
  const pseudo = Buffer.concat([source, target, be32(message.length), be32(protocol)])
  const covered = protocol === ICMP ? message : Buffer.concat([pseudo, message])
  message.writeUInt16BE(checksum(covered), checksumAt)
  const head =
    family === 4 ? head4(message.length, protocol, source, target) : head6(message.length, protocol, source, target)
  const ethernet = [macBytes(from.gate.mac), macBytes(from.device.mac), be16(family === 4 ? 0x0800 : 0x86dd)]
  return Buffer.concat([...ethernet, head, message])
}

/** The Ethernet frame of a segment as the router would pass it on to a host. */
export function forgedFrame({ from, to, seq, ackSeq }: Forged, { gate, device }: HostPlace): Buffer {
  const [source, target] = [ipBytes(from.address), ipBytes(to.address)]
  const ends = [be16(from.port), be16(to.port), be32(seq), be32(ackSeq ?? 0)]
  const flags = ackSeq === undefined ? 0x04 : 0x10
  const message = Buffer.concat([...ends, u8(0x50, flags), be16(ackSeq === undefined ? 0 : 1_024), be16(0), be16(0)])
  message.writeUInt16BE(checksum(Buffer.concat([source, target, be32(message.length), be32(TCP), message])), 16)
  const v6 = source.length === 16
  const head = (v6 ? head6 : head4)(message.length, TCP, source, target)
  return Buffer.concat([macBytes(device.mac), macBytes(gate.mac), be16(v6 ? 0x86dd : 0x0800), head, message])
}

/**
 * A copy of a captured frame that can be sent again: between virtual devices a checksum is left to be done by the hardware. `aheadBytes`: its sequence
 * number is moved by so much.
 */
export function whole(frame: Buffer, aheadBytes = 0): Buffer {
  const copy = Buffer.from(frame)
  const v6 = copy.readUInt16BE(12) === 0x86dd
  const headBytes = v6 ? 40 : ((copy[14] ?? 0) & 0xf) * 4
  const end = 14 + (v6 ? 40 + copy.readUInt16BE(18) : copy.readUInt16BE(16))
  const addresses = v6 ? copy.subarray(22, 54) : copy.subarray(26, 34)
  const message = copy.subarray(14 + headBytes, end)
  message.writeUInt32BE((message.readUInt32BE(4) + aheadBytes) >>> 0, 4)
  message.writeUInt16BE(0, 16)
  message.writeUInt16BE(checksum(Buffer.concat([addresses, be32(message.length), be32(TCP), message])), 16)
  return copy
}

/** A segment: between which ends, and with which numbers. A RST where it acknowledges nothing. */
export interface Forged {
  readonly from: SocketAddress
  readonly to: SocketAddress
  readonly seq: number
  readonly ackSeq?: number
}

/** Which packet. An echo request by default, which a living host answers. */
export interface Canary {
  readonly from: HostName
  readonly to: HostName
  /** A TCP segment (ACK) of no connection instead, which a living host answers with a RST, and firewalls call invalid. */
  readonly segment?: boolean
  /** A UDP datagram instead of either. With the ports of a program it would be heard by it: only where it cannot arrive. */
  readonly datagram?: true
  /** The segment's or the datagram's; both are 9 by default. Those of a connection that stands do it no harm: its sequence number is far from its own. */
  readonly ports?: { readonly source: number; readonly target: number }
  /** Length without the Ethernet header: 64 by default. */
  readonly sizeBytes?: number
}

/** Where it goes. */
export interface Path {
  readonly from: HostPlace
  readonly to: HostPlace
  readonly family: 4 | 6
}

function messageOf({ segment, datagram, ports, sizeBytes = 64 }: Omit<Canary, 'from' | 'to'>, family: 4 | 6): Message {
  const room = (headBytes: number) => Buffer.alloc(Math.max(0, sizeBytes - (family === 4 ? 20 : 40) - headBytes))
  if (datagram) return { protocol: UDP, message: udpOf(room(8), ports), checksumAt: 6 }
  if (segment) return { protocol: TCP, message: Buffer.concat([ack(ports), room(20)]), checksumAt: 16 }
  const protocol = family === 4 ? ICMP : ICMPV6
  return { protocol, message: Buffer.concat([echo(family), room(8)]), checksumAt: 2 }
}

interface Message {
  readonly protocol: number
  readonly message: Buffer
  readonly checksumAt: number
}

/** RFC 768: ports, length, checksum. */
function udpOf(room: Buffer, { source, target }: NonNullable<Canary['ports']> = discard): Buffer {
  return Buffer.concat([be16(source), be16(target), be16(8 + room.length), be16(0), room])
}

const discard = { source: canaryPort, target: canaryPort } as const

/** RFC 792, RFC 4443: type, code, checksum, identifier, sequence. */
const echo = (family: 4 | 6): Buffer => Buffer.concat([u8(family === 4 ? 8 : 128, 0), be16(0), be16(0x7e57), be16(1)])

/** RFC 9293: ports, sequence, acknowledgement, header length and ACK, window, checksum, urgent. */
const ack = ({ source, target }: NonNullable<Canary['ports']> = discard): Buffer =>
  Buffer.concat([
    ...[be16(source), be16(target), be32(canarySeq), be32(canarySeq)],
    ...[u8(0x50, 0x10), be16(1_024), be16(0), be16(0)],
  ])

function head4(length: number, protocol: number, source: Buffer, target: Buffer): Buffer {
  const start = [u8(0x45, 0), be16(20 + length), be32(0), u8(64, protocol), be16(0)]
  const head = Buffer.concat([...start, source, target])
  head.writeUInt16BE(checksum(head), 10)
  return head
}

function head6(length: number, protocol: number, source: Buffer, target: Buffer): Buffer {
  return Buffer.concat([be32(0x60000000), be16(length), u8(protocol, 64), source, target])
}

/** RFC 1071. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at++) sum += at % 2 === 0 ? (bytes[at] ?? 0) << 8 : (bytes[at] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

const ICMP = 1
const TCP = 6
const UDP = 17
const ICMPV6 = 58
