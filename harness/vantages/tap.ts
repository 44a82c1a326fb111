// Every frame that passes a namespace's devices, as soon as it has passed, and into a pcap file where one is wanted. No thread, no polling.
import { close } from 'node:fs'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { droppedFrames, installRing, Ring, ringSize } from '../netlink/capture/ring.ts'
import type { Netns } from '../netlink/netns.ts'
import { ETH_P_ALL, packetSocket } from '../netlink/packet-socket.ts'
import { PcapFile } from './pcap-file.ts'
import { onArrival } from './wake.ts'

/** Opens the tap: nothing that passes afterwards is missed. Throws E_CAPTURE when the file cannot be opened. */
export function openTap(netns: Netns, { file, seen, broken }: TapOptions): Tap {
  const out = file === undefined ? undefined : new PcapFile(file, SNAP_BYTES)
  const fd = packetSocket(netns, 0, ETH_P_ALL)
  const size = ringSize(SNAP_BYTES, RING_BYTES)
  installRing(fd, size)
  if (file !== undefined) netns.note(`tcpdump -i any -s ${SNAP_BYTES} --time-stamp-precision nano -w ${file} &`)
  return new Tap(fd, new Ring(fd, size), { out, seen, broken })
}

/** Who is told. */
export interface TapOptions {
  readonly file?: string | undefined
  /** One frame, in the order of passing. `wallMs`: the kernel's own stamp, since 1970. */
  readonly seen: (frame: TapFrame) => void
  /** The file could not be written: it ends there, while `seen` goes on. */
  readonly broken: (error: HalfopenError) => void
}

/** Valid only while it is seen. */
export interface TapFrame {
  readonly wallMs: number
  readonly deviceIndex: number
  readonly outgoing: boolean
  /** From its Ethernet header on, as much as is kept. */
  readonly bytes: Buffer
}

/** Open until it is disposed. */
export class Tap implements Disposable {
  readonly #fd: number
  readonly #ring: Ring
  readonly #to: Pick<TapOptions, 'seen' | 'broken'> & { out: PcapFile | undefined }
  readonly #arrivals: Disposable
  #open = true

  constructor(fd: number, ring: Ring, to: Pick<TapOptions, 'seen' | 'broken'> & { out: PcapFile | undefined }) {
    this.#fd = fd
    this.#ring = ring
    this.#to = to
    this.#arrivals = onArrival(fd, () => this.drain())
  }

  /** Hands out what has arrived and was not handed out yet. */
  drain(): void {
    if (!this.#open) return
    const { seen } = this.#to
    this.#ring.drain(frame => {
      const { seconds, nanoseconds, address, bytes } = frame
      this.#keep(out => out.add(frame))
      const wallMs = seconds * 1_000 + nanoseconds / 1e6
      seen({ wallMs, deviceIndex: address.readUInt32LE(4), outgoing: address[10] === PACKET_OUTGOING, bytes })
    })
    this.#keep(out => out.flush())
  }

  /** Frames that were missed since this was last asked, because too many came at once. */
  missed(): number {
    return this.#open ? droppedFrames(this.#fd) : 0
  }

  [Symbol.dispose](): void {
    if (!this.#open) return
    this.drain()
    this.#open = false
    this.#arrivals[Symbol.dispose]()
    this.#ring[Symbol.dispose]()
    this.#to.out?.close()
    close(this.#fd, () => {}) // the kernel waits for its other processors, 10 to 30 ms: let a thread wait with it
  }

  #keep(work: (out: PcapFile) => void): void {
    const { out, broken } = this.#to
    if (!out) return
    try {
      work(out)
    } catch (thrown) {
      this.#to.out = undefined
      out.close()
      broken(thrown instanceof HalfopenError ? thrown : new HalfopenError('E_CAPTURE', messageOf(thrown)))
    }
  }
}

const SNAP_BYTES = 256
const RING_BYTES = 1 << 20
const PACKET_OUTGOING = 4
