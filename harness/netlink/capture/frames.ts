// Frames as they pass a namespace: a packet socket read many frames a call, each with its device, its direction and the kernel's stamp. recvmmsg(2)
import { close } from 'node:fs'
import { u16, u32 } from '../bytes.ts'
import { libc, SOL_SOCKET, SystemError, stableMemory } from '../libc.ts'
import type { Netns } from '../netns.ts'
import { ETH_P_ALL, packetSocket } from '../packet-socket.ts'

/** How much of a frame is kept. */
export const snapBytes = 256

/**
 * Hears every frame of every device of a namespace from the moment it is made: one that is forwarded comes twice, in and out.
 * No memory is shared with the kernel: not every kernel can, and it would wait for its other processors each time.
 */
export class FrameSocket implements Disposable {
  readonly fd: number
  #open = true

  /** `bufferBytes`: what the kernel keeps until it is read, by its own count: about 1 KB for a frame. */
  constructor(netns: Netns, bufferBytes = 4 << 20) {
    this.fd = packetSocket(netns, 0, ETH_P_ALL, fd => {
      libc.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, u32(1), 4)
      libc.setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, u32(1), 4)
      cutter ??= makeCutter()
      libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, cutter, 16)
      growBuffer(fd, bufferBytes)
    })
  }

  /** What has arrived and was not received yet, oldest first. Never waits. */
  receive(): Frame[] {
    const frames: Frame[] = []
    while (this.#open && frames.length < MOST_FRAMES) {
      const received = receiveSome(this.fd)
      frames.push(...received)
      if (received.length < SLOTS) break
    }
    return frames
  }

  /** Frames that the buffer had no room for since this was last asked. */
  dropped(): number {
    if (!this.#open) return 0
    const stats = Buffer.alloc(8) // struct tpacket_stats
    libc.getsockopt(this.fd, SOL_PACKET, PACKET_STATISTICS, stats, u32(8))
    return stats.readUInt32LE(4)
  }

  /** The kernel waits for its other processors before it lets such a socket go, 10 to 30 ms: a thread waits with it. */
  [Symbol.dispose](): void {
    if (!this.#open) return
    this.#open = false
    close(this.fd, () => {})
  }
}

/** One frame. */
export interface Frame {
  /** The kernel's stamp, since 1970 (CLOCK_REALTIME). */
  readonly seconds: number
  readonly nanoseconds: number
  /** On the wire; `bytes` may be fewer. With segmentation offload one frame can stand for several packets. */
  readonly lengthBytes: number
  /** From its Ethernet header on. */
  readonly bytes: Buffer
  /** struct sockaddr_ll: protocol, device and direction. */
  readonly address: Buffer
}

function growBuffer(fd: number, sizeBytes: number): void {
  try {
    libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, u32(sizeBytes), 4)
  } catch (thrown) {
    if (!(thrown instanceof SystemError && thrown.errno === 'EPERM')) throw thrown
    libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, u32(sizeBytes), 4) // without privilege: up to net.core.rmem_max
  }
}

/** struct sock_fprog: how much of each frame is kept. linux/filter.h, bpf_common.h */
function makeCutter(): Buffer {
  const { address, bytes } = stableMemory(CUT.length * 8)
  bytes.set(CUT.flatMap(([code, then, otherwise, k]) => [...u16(code), then, otherwise, ...u32(k)]))
  const program = Buffer.alloc(16)
  program.writeUInt16LE(CUT.length)
  program.writeBigUInt64LE(address, 8)
  return program
}

function receiveSome(fd: number): Frame[] {
  inbox ??= makeInbox()
  const { address, bytes, heads } = inbox
  heads.copy(bytes) // the kernel has written over the lengths
  const count = libc.recvmmsg(fd, address, SLOTS, MSG_DONTWAIT, null)
  const slots = Buffer.from(bytes.subarray(SLOTS_AT, SLOTS_AT + count * SLOT_BYTES))
  return Array.from({ length: count }, (_, index) => {
    const slot = slots.subarray(index * SLOT_BYTES, (index + 1) * SLOT_BYTES)
    return {
      seconds: slot.readUInt32LE(STAMP_AT + 16), // struct timespec, behind struct cmsghdr
      nanoseconds: slot.readUInt32LE(STAMP_AT + 24),
      lengthBytes: slot.readUInt32LE(LENGTH_AT + 20), // tp_len of struct tpacket_auxdata, behind struct cmsghdr
      bytes: slot.subarray(FRAME_AT, FRAME_AT + bytes.readUInt32LE(index * HEAD_BYTES + 56)),
      address: slot.subarray(0, 20),
    }
  })
}

/** struct mmsghdr and struct iovec for each slot, then the slots: address, stamp, length, frame. */
function makeInbox(): Inbox {
  const { address, bytes } = stableMemory(SLOTS_AT + SLOTS * SLOT_BYTES)
  for (let index = 0; index < SLOTS; index++) {
    const [head, vector, slot] = [index * HEAD_BYTES, IOVECS_AT + index * 16, SLOTS_AT + index * SLOT_BYTES]
    const point = (at: number, to: number, size: number) => {
      bytes.writeBigUInt64LE(address + BigInt(to), at)
      bytes.writeUInt32LE(size, at + 8)
    }
    point(head, slot, STAMP_AT)
    point(head + 16, vector, 1)
    point(head + 32, slot + STAMP_AT, FRAME_AT - STAMP_AT)
    point(vector, slot + FRAME_AT, snapBytes)
  }
  return { address, bytes, heads: Buffer.from(bytes.subarray(0, IOVECS_AT)) }
}

interface Inbox {
  readonly address: bigint
  readonly bytes: Buffer
  /** The heads as they are before a call. */
  readonly heads: Buffer
}

let inbox: Inbox | undefined // one for all sockets of a thread: it is empty again when `receive` returns
const SLOTS = 64
const MOST_FRAMES = 4_096 // whoever sends faster than we read must not keep us for ever
const [STAMP_AT, LENGTH_AT, FRAME_AT] = [32, 64, 104] // where struct sockaddr_ll, and each control message, ends
const SLOT_BYTES = FRAME_AT + snapBytes
const HEAD_BYTES = 64
const IOVECS_AT = SLOTS * HEAD_BYTES
const SLOTS_AT = IOVECS_AT + SLOTS * 16
const MSG_DONTWAIT = 0x40
const SO_RCVBUF = 8
const SO_ATTACH_FILTER = 26
const SO_RCVBUFFORCE = 33
const SO_TIMESTAMPNS = 35
const SOL_PACKET = 263
const PACKET_STATISTICS = 6
const PACKET_AUXDATA = 8
const [LOAD_LENGTH, JUMP_IF_ABOVE, RETURN] = [0x80, 0x25, 0x06]
/** Of what offload has joined to one frame only the heads: then the kernel lets go of the rest, and counts 1 KB instead of 70. */
const CUT = [
  [LOAD_LENGTH, 0, 0, 0],
  [JUMP_IF_ABOVE, 0, 1, 1_514],
  [RETURN, 0, 0, 128],
  [RETURN, 0, 0, snapBytes],
] as const
let cutter: Buffer | undefined
