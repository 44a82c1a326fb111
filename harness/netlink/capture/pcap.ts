// The pcap file format with nanoseconds, written and read. https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-06.html
import { HalfopenError } from '../../kit/errors.ts'
import { u16, u32 } from '../bytes.ts'

/** The head of a file. */
export function pcapHead(link: LinkType, snapBytes: number): Buffer {
  return Buffer.concat([u32(MAGIC_NS), u16(2), u16(4), u32(0), u32(0), u32(snapBytes), u32(LINK_TYPES[link])])
}

/** Writes the head of a record at `at`, and tells where its bytes go. */
export function writeRecordHead(into: Buffer, at: number, { seconds, nanoseconds, kept, length }: RecordHead): number {
  into.writeUInt32LE(seconds, at)
  into.writeUInt32LE(nanoseconds, at + 4)
  into.writeUInt32LE(kept, at + 8)
  return into.writeUInt32LE(length, at + 12)
}

/** How many bytes of `records`, of which only `sizeBytes` are there, belong to whole records. */
export function wholeRecords(records: Buffer, sizeBytes: number): number {
  let at = 0
  while (at + 16 <= sizeBytes && at + 16 + records.readUInt32LE(at + 8) <= sizeBytes)
    at += 16 + records.readUInt32LE(at + 8)
  return at
}

/** The records of a file. A last one that was cut short is left out. E_PCAP when it is no file of ours. */
export function readPcap(file: Buffer): Pcap {
  if (file.length < 24 || file.readUInt32LE(0) !== MAGIC_NS) {
    throw new HalfopenError('E_PCAP', 'Cannot read capture: not a little-endian pcap file with nanoseconds')
  }
  const type = file.readUInt32LE(20)
  const link = type === LINK_TYPES.sll2 ? 'sll2' : 'ethernet'
  const frames: CapturedFrame[] = []
  for (let at = 24; at + 16 <= file.length; ) {
    const kept = file.readUInt32LE(at + 8)
    if (at + 16 + kept > file.length) break
    frames.push({
      atNs: BigInt(file.readUInt32LE(at)) * 1_000_000_000n + BigInt(file.readUInt32LE(at + 4)),
      lengthBytes: file.readUInt32LE(at + 12),
      bytes: file.subarray(at + 16, at + 16 + kept),
    })
    at += 16 + kept
  }
  return { link, frames }
}

/** What a record begins with: an Ethernet header, or Linux's "cooked" one that names device and direction. */
export type LinkType = 'ethernet' | 'sll2'

export interface Pcap {
  readonly link: LinkType
  readonly frames: readonly CapturedFrame[]
}

export interface CapturedFrame {
  /** Since 1970, by the wall clock (CLOCK_REALTIME). */
  readonly atNs: bigint
  /** On the wire; `bytes` may be fewer. With segmentation offload one frame can stand for several packets. */
  readonly lengthBytes: number
  readonly bytes: Buffer
}

export interface RecordHead {
  readonly seconds: number
  readonly nanoseconds: number
  readonly kept: number
  readonly length: number
}

const MAGIC_NS = 0xa1b23c4d
const LINK_TYPES: Readonly<Record<LinkType, number>> = { ethernet: 1, sll2: 276 }
