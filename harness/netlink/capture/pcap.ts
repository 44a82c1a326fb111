// The pcap file format with nanoseconds and "cooked" frames, written and read. https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-06.html
import { HalfopenError } from '../../kit/errors.ts'
import { u16, u32 } from '../bytes.ts'
import type { Frame } from './receive.ts'

/** The head of a file whose records hold no more than so much of each frame. */
export function pcapHead(snapBytes: number): Buffer {
  return Buffer.concat([u32(MAGIC_NS), u16(2), u16(4), u32(0), u32(0), u32(snapBytes), u32(LINKTYPE_LINUX_SLL2)])
}

/** The record of a frame: its Ethernet header gives way to one that names protocol, device and direction. */
export function pcapRecord({ seconds, nanoseconds, lengthBytes, bytes, address }: Frame, snapBytes: number): Buffer {
  const keptBytes = Math.min(Math.max(0, bytes.length - ETHERNET_BYTES), snapBytes - SLL2_BYTES)
  const record = Buffer.alloc(PACKET_AT + keptBytes)
  record.writeUInt32LE(seconds, 0)
  record.writeUInt32LE(nanoseconds, 4)
  record.writeUInt32LE(SLL2_BYTES + keptBytes, 8)
  record.writeUInt32LE(SLL2_BYTES + lengthBytes - ETHERNET_BYTES, 12)
  address.copy(record, RECORD_HEAD_BYTES, 2, 4) // protocol, already in network order
  record.writeUInt32BE(address.readUInt32LE(4), RECORD_HEAD_BYTES + 4) // device
  record.writeUInt16BE(address.readUInt16LE(8), RECORD_HEAD_BYTES + 8) // ARPHRD_*
  address.copy(record, RECORD_HEAD_BYTES + 10, 10, 20) // direction, length of the address, the address
  bytes.copy(record, PACKET_AT, ETHERNET_BYTES, ETHERNET_BYTES + keptBytes)
  return record
}

/** The records of a file. A last one that was cut short is left out. E_PCAP when it is no file of ours. */
export function readPcap(file: Buffer): Pcap {
  if (file.length < 24 || file.readUInt32LE(0) !== MAGIC_NS || file.readUInt32LE(20) !== LINKTYPE_LINUX_SLL2) {
    const text = 'Cannot read capture: not a little-endian pcap file with nanoseconds and cooked frames'
    throw new HalfopenError('E_PCAP', text)
  }
  const frames: CapturedFrame[] = []
  for (let at = 24; at + RECORD_HEAD_BYTES <= file.length; ) {
    const [from, kept] = [at + RECORD_HEAD_BYTES, file.readUInt32LE(at + 8)]
    if (from + kept > file.length) break
    frames.push({
      atNs: BigInt(file.readUInt32LE(at)) * 1_000_000_000n + BigInt(file.readUInt32LE(at + 4)),
      lengthBytes: file.readUInt32LE(at + 12),
      bytes: file.subarray(from, from + kept),
    })
    at = from + kept
  }
  return { frames }
}

export interface Pcap {
  readonly frames: readonly CapturedFrame[]
}

export interface CapturedFrame {
  /** Since 1970, by the wall clock (CLOCK_REALTIME). */
  readonly atNs: bigint
  /** With its cooked head, as it was on the wire; `bytes` may be fewer. */
  readonly lengthBytes: number
  /** 20 bytes of cooked head, then the IP packet. */
  readonly bytes: Buffer
}

const MAGIC_NS = 0xa1b23c4d
const RECORD_HEAD_BYTES = 16
const ETHERNET_BYTES = 14
/** https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html */
const LINKTYPE_LINUX_SLL2 = 276
const SLL2_BYTES = 20
const PACKET_AT = RECORD_HEAD_BYTES + SLL2_BYTES
