// Every frame that passes a namespace's devices, as soon as it has passed, and into a pcap file where one is wanted. No thread, no polling.
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { shellWord } from '../kit/shell-word.ts'
import { FrameSocket } from '../netlink/capture/frames.ts'
import { type Frame, snapBytes } from '../netlink/capture/receive.ts'
import type { Netns } from '../netlink/netns.ts'
import { PcapFile } from './pcap-file.ts'
import { onArrival } from './sigio.ts'

/** Opens the tap: nothing that passes afterwards is missed. Throws E_CAPTURE when the file cannot be opened. */
export function openTap(netns: Netns, options: TapOptions): Tap {
  const { file } = options
  const out = file === undefined ? undefined : new PcapFile(file)
  if (file !== undefined)
    netns.note(`tcpdump -i any -s ${snapBytes} --time-stamp-precision nano -w ${shellWord(file)} &`)
  return new Tap(new FrameSocket(netns, options.bufferBytes), out, options)
}

/** Who is told. */
export interface TapOptions {
  readonly file?: string | undefined
  /** One frame, in the order of passing. `wallMs`: the kernel's own stamp, since 1970. */
  readonly seen: (frame: TapFrame) => void
  /** The file could not be written: it ends there, while `seen` goes on. */
  readonly broken: (error: HalfopenError) => void
  /** So many passed unseen, since that instant, because too many came at once. */
  readonly missed: (frames: number, sinceWallMs: number) => void
  /** Memory for frames that nobody has looked at yet. */
  readonly bufferBytes?: number
}

/** A frame as `seen` is told of it. */
export interface TapFrame {
  readonly wallMs: number
  readonly deviceIndex: number
  readonly outgoing: boolean
  /** From its Ethernet header on, as much as is kept. */
  readonly bytes: Buffer
}

/** Open until it is disposed. */
export class Tap implements Disposable {
  readonly #socket: FrameSocket
  readonly #to: Pick<TapOptions, 'seen' | 'broken' | 'missed'>
  readonly #arrivals: Disposable
  readonly #waiting: Frame[] = []
  #out: PcapFile | undefined
  /** When the first frame passed that was read last. */
  #firstWallMs = 0

  constructor(socket: FrameSocket, out: PcapFile | undefined, to: Pick<TapOptions, 'seen' | 'broken' | 'missed'>) {
    this.#socket = socket
    this.#out = out
    this.#to = to
    this.#arrivals = onArrival(socket.fd, () => this.drain())
  }

  /** Hands out what has arrived and was not handed out yet; asked again by `seen`, it goes on with the next. */
  drain(): void {
    const frames = this.#socket.receive()
    this.#refuseGaps(frames)
    this.#keep(frames)
    this.#waiting.push(...frames)
    for (let frame = this.#waiting.shift(); frame; frame = this.#waiting.shift()) this.#to.seen(tapFrame(frame))
  }

  [Symbol.dispose](): void {
    this.drain()
    this.#arrivals[Symbol.dispose]()
    this.#socket[Symbol.dispose]()
    this.#end()
  }

  /** There is no room only behind what waits to be read: whatever was missed came after the first of that. */
  #refuseGaps(frames: readonly Frame[]): void {
    this.#firstWallMs = frames[0] ? tapFrame(frames[0]).wallMs : this.#firstWallMs
    const missed = this.#socket.dropped(frames.length)
    if (missed > 0) this.#to.missed(missed, this.#firstWallMs)
  }

  #keep(frames: readonly Frame[]): void {
    if (frames.length === 0) return
    try {
      this.#out?.add(frames)
    } catch (thrown) {
      this.#end()
      this.#to.broken(thrown instanceof HalfopenError ? thrown : new HalfopenError('E_CAPTURE', messageOf(thrown)))
    }
  }

  #end(): void {
    this.#out?.[Symbol.dispose]()
    this.#out = undefined
  }
}

function tapFrame({ seconds, nanoseconds, address, bytes }: Frame): TapFrame {
  const [deviceIndex, outgoing] = [address.readUInt32LE(4), address[10] === PACKET_OUTGOING]
  return { wallMs: seconds * 1_000 + nanoseconds / 1e6, deviceIndex, outgoing, bytes }
}

const PACKET_OUTGOING = 4
