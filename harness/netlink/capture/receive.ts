// Many frames a call, into memory that never moves: what recvmmsg(2) is given and what it gives back. packet(7), cmsg(3)
import { libc, stableMemory } from '../libc.ts'

/** How much of a frame is kept. */
export const snapBytes = 256

/** How many frames one call gives at the most. */
export const mostAtOnce = 64

/** What waits at a packet socket with SO_TIMESTAMPNS and PACKET_AUXDATA, in the order of passing. Never waits. */
export function receiveFrames(fd: number): Frame[] {
  inbox ??= makeInbox()
  const { address, bytes, heads } = inbox
  heads.copy(bytes) // the kernel has written over the lengths
  const count = libc.recvmmsg(fd, address, mostAtOnce, MSG_DONTWAIT, null)
  if (count === 0) return []
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

/** struct mmsghdr and struct iovec for each slot, then the slots: address, stamp, length, frame. */
function makeInbox(): Inbox {
  const { address, bytes } = stableMemory(SLOTS_AT + mostAtOnce * SLOT_BYTES)
  for (let index = 0; index < mostAtOnce; index++) {
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

let inbox: Inbox | undefined // one for all sockets of a thread: what came is copied out of it before the call returns
const [STAMP_AT, LENGTH_AT, FRAME_AT] = [32, 64, 104] // where struct sockaddr_ll, and each control message, ends
const SLOT_BYTES = FRAME_AT + snapBytes
const HEAD_BYTES = 64
const IOVECS_AT = mostAtOnce * HEAD_BYTES
const SLOTS_AT = IOVECS_AT + mostAtOnce * 16
const MSG_DONTWAIT = 0x40
