// A packet socket's ring: the kernel writes frames, already cut and stamped, into memory shared with us. Linux, packet_mmap.rst
import { u32 } from '../bytes.ts'
import { libc, memoryAt } from '../libc.ts'

/** Gives an unbound or bound packet socket its ring. Frames are kept in it from now on, whoever maps it and when. */
export function installRing(fd: number, { frameBytes, frames }: RingSize): void {
  const total = frameBytes * frames
  const blocks = Math.max(1, total / BLOCK_BYTES)
  libc.setsockopt(fd, SOL_PACKET, PACKET_VERSION, u32(TPACKET_V2), 4)
  const request = [u32(total / blocks), u32(blocks), u32(frameBytes), u32(frames)] // struct tpacket_req
  libc.setsockopt(fd, SOL_PACKET, PACKET_RX_RING, Buffer.concat(request), 16)
}

/** The smallest ring of at least `bytes` whose slots hold `snapBytes` of each frame. */
export function ringSize(snapBytes: number, bytes: number): RingSize {
  const frameBytes = 2 ** Math.ceil(Math.log2(SLOT_HEAD_BYTES + snapBytes))
  const blocks = Math.max(1, Math.ceil(bytes / BLOCK_BYTES))
  return { frameBytes, frames: (blocks * BLOCK_BYTES) / frameBytes }
}

export interface RingSize {
  /** A power of two, so that slots fill a block. */
  readonly frameBytes: number
  readonly frames: number
}

/** A mapped ring. Slots are used in turn; a slot is the kernel's again once it was visited. */
export class Ring implements Disposable {
  readonly #address: number
  readonly #size: RingSize
  #bytes: Buffer
  #words: Uint32Array
  #next = 0

  constructor(fd: number, size: RingSize) {
    const total = size.frameBytes * size.frames
    this.#size = size
    this.#address = libc.mmap(null, total, PROT_READ_WRITE, MAP_SHARED, fd, 0)
    const memory = memoryAt(this.#address, total)
    this.#bytes = Buffer.from(memory)
    this.#words = new Uint32Array(memory)
  }

  /** Visits the frames that wait, oldest first. Returns how many there were. */
  drain(visit: (frame: RingFrame) => void): number {
    let count = 0
    for (; count < this.#size.frames; count++) {
      const start = this.#next * this.#size.frameBytes
      const status = start / 4
      if ((Atomics.load(this.#words, status) & TP_STATUS_USER) === 0) break
      visit(this.#frameAt(start))
      Atomics.store(this.#words, status, TP_STATUS_KERNEL)
      this.#next = (this.#next + 1) % this.#size.frames
    }
    return count
  }

  [Symbol.dispose](): void {
    if (this.#words.length === 0) return
    this.#bytes = Buffer.alloc(0)
    this.#words = new Uint32Array(0)
    libc.munmap(this.#address, this.#size.frameBytes * this.#size.frames)
  }

  /** struct tpacket2_hdr, then struct sockaddr_ll. */
  #frameAt(start: number): RingFrame {
    const ring = this.#bytes
    const mac = start + ring.readUInt16LE(start + 12)
    const address = start + TPACKET2_ADDRESS
    return {
      seconds: ring.readUInt32LE(start + 16),
      nanoseconds: ring.readUInt32LE(start + 20),
      length: ring.readUInt32LE(start + 4),
      bytes: ring.subarray(mac, mac + ring.readUInt32LE(start + 8)),
      headBytes: ring.readUInt16LE(start + 14) - ring.readUInt16LE(start + 12),
      address: ring.subarray(address, address + 20),
    }
  }
}

/** Valid only while it is visited. */
export interface RingFrame {
  readonly seconds: number
  readonly nanoseconds: number
  readonly length: number
  /** As much of the frame as was kept, from its Ethernet header on. */
  readonly bytes: Buffer
  /** How many of these bytes are that header. */
  readonly headBytes: number
  /** struct sockaddr_ll: protocol, device and direction. */
  readonly address: Buffer
}

/** Frames that the ring had no room for since this was last asked. */
export function droppedFrames(fd: number): number {
  const stats = Buffer.alloc(8) // struct tpacket_stats
  libc.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, stats, u32(8))
  return stats.readUInt32LE(4)
}

const SOL_PACKET = 263
const PACKET_RX_RING = 5
const PACKET_STATISTICS = 6
const PACKET_VERSION = 10
const TPACKET_V2 = 1
const TPACKET2_ADDRESS = 32
const SLOT_HEAD_BYTES = 96 // tpacket2_hdr, sockaddr_ll, Ethernet header and alignment
const BLOCK_BYTES = 64 << 10 // a multiple of every page size
const TP_STATUS_KERNEL = 0
const TP_STATUS_USER = 1
const PROT_READ_WRITE = 3
const MAP_SHARED = 1
