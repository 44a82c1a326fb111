// Frames as they pass a namespace: a packet socket that hears every device, with the kernel's own stamps. packet(7), socket(7)
import { close } from 'node:fs'
import { u16, u32 } from '../bytes.ts'
import { AF_NETLINK, libc, SOCK_CLOEXEC, SOCK_RAW, SOL_SOCKET, stableMemory } from '../libc.ts'
import { SystemError } from '../native-call.ts'
import type { Netns } from '../netns.ts'
import { ETH_P_ALL, packetSocket } from '../packet-socket.ts'
import { type Frame, mostAtOnce, receiveFrames, snapBytes } from './receive.ts'

/**
 * Hears every frame of every device of a namespace from the moment it is made: one that is forwarded comes twice, in and out.
 * No memory is shared with the kernel: not every kernel can, and it would wait for its other processors each time.
 */
export class FrameSocket implements Disposable {
  readonly fd: number
  readonly #bufferBytes: number
  #open = true

  /** `bufferBytes`: what the kernel keeps until it is read, by its own count: about 1 KB for a frame. */
  constructor(netns: Netns, bufferBytes = 4 << 20) {
    if (!stamping) keepStamping()
    this.fd = packetSocket(netns, 0, ETH_P_ALL, fd => {
      libc.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, u32(1), 4)
      libc.setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, u32(1), 4)
      cutter ??= makeCutter()
      libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, cutter, 16)
      growBuffer(fd, bufferBytes)
    })
    const size = u32(0)
    libc.getsockopt(this.fd, SOL_SOCKET, SO_RCVBUF, size, u32(4))
    this.#bufferBytes = size.readUInt32LE()
  }

  /** What has arrived and was not received yet, oldest first. Never waits. */
  receive(): Frame[] {
    const frames: Frame[] = []
    while (this.#open && frames.length < MOST_FRAMES) {
      const received = receiveFrames(this.fd)
      frames.push(...received)
      if (received.length < mostAtOnce) break
    }
    return frames
  }

  /** Frames that the buffer had no room for since this was last asked. Of a few `received` since then it was never full. */
  dropped(received = MOST_FRAMES): number {
    if (!this.#open || (received < MOST_FRAMES && received * LARGEST_BYTES < this.#bufferBytes)) return 0
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

/** The kernel stamps while anybody listens, and rewrites itself, 1 ms, when the first one comes and when the last one goes: we stay. */
function keepStamping(): void {
  stamping = true
  const fd = libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0)
  libc.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, u32(1), 4)
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

let stamping = false
let cutter: Buffer | undefined
const MOST_FRAMES = 4_096 // whoever sends faster than we read must not keep us for ever
/** More than a frame counts for in the buffer. */
const LARGEST_BYTES = 128 << 10
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
