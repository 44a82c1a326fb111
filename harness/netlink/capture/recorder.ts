// From the ring to the file. After a failed write it cuts the file back to its last whole record, so that it still opens.
import { closeSync, ftruncateSync, writeSync } from 'node:fs'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { type LinkType, pcapHead, wholeRecords, writeRecordHead } from './pcap.ts'
import { droppedFrames, Ring, type RingFrame, type RingSize } from './ring.ts'

/** What a recorder needs to know; plain data, so that it crosses into a Worker. */
export interface Recording {
  /** A packet socket with its ring installed. */
  readonly fd: number
  readonly ring: RingSize
  readonly file: string
  /** The open file. The recorder closes it. */
  readonly out: number
  readonly link: LinkType
  readonly snapBytes: number
}

export interface CaptureSummary {
  /** Frames in the file. */
  readonly frames: number
  /** Frames that were lost because the ring was full. */
  readonly dropped: number
  readonly bytes: number
}

export class Recorder implements Disposable {
  readonly #recording: Recording
  readonly #ring: Ring
  readonly #batch = Buffer.alloc(BATCH_BYTES)
  #filled = 0
  #written = 0
  #frames = 0
  #open = true

  constructor(recording: Recording) {
    this.#recording = recording
    this.#ring = new Ring(recording.fd, recording.ring)
    const head = pcapHead(recording.link, recording.snapBytes)
    this.#put(head, head.length)
  }

  /** Writes the frames that wait. E_CAPTURE when the disk is full. */
  drain(): void {
    this.#ring.drain(frame => this.#add(frame))
    this.#flush()
  }

  /** Writes the rest and closes the file. */
  finish(): CaptureSummary {
    this.drain()
    return { frames: this.#frames, dropped: droppedFrames(this.#recording.fd), bytes: this.#written }
  }

  [Symbol.dispose](): void {
    if (!this.#open) return
    this.#open = false
    this.#ring[Symbol.dispose]()
    closeSync(this.#recording.out)
  }

  #add(frame: RingFrame): void {
    const { seconds, nanoseconds } = frame
    const cooked = this.#recording.link === 'sll2'
    const [cut, put] = cooked ? [frame.headBytes, SLL2_BYTES] : [0, 0]
    const kept = Math.min(frame.bytes.length - cut + put, this.#recording.snapBytes)
    if (this.#filled + 16 + kept > BATCH_BYTES) this.#flush()
    const head = { seconds, nanoseconds, kept, length: frame.length - cut + put }
    const at = writeRecordHead(this.#batch, this.#filled, head)
    if (cooked) writeCookedHead(frame.address, this.#batch, at)
    frame.bytes.copy(this.#batch, at + put, cut, cut + kept - put)
    this.#filled = at + kept
    this.#frames++
  }

  #flush(): void {
    const filled = this.#filled
    this.#filled = 0
    this.#put(this.#batch, filled)
  }

  #put(bytes: Buffer, sizeBytes: number): void {
    const { out, file } = this.#recording
    let at = 0
    try {
      while (at < sizeBytes) at += writeSync(out, bytes, at, sizeBytes - at)
      this.#written += sizeBytes
    } catch (cause) {
      cutBack(out, this.#written + wholeRecords(bytes, at))
      this[Symbol.dispose]()
      throw captureFailure('write', file, cause)
    }
  }
}

/** E_CAPTURE, with what to do when the disk is full. */
export function captureFailure(verb: string, file: string, cause: unknown): HalfopenError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  const reason = full ? `the disk is full (${code})` : messageOf(cause)
  const fix = full ? 'Free some space, or capture to another file system' : 'Choose a file that can be written'
  return new HalfopenError('E_CAPTURE', `Cannot ${verb} capture ${file}: ${reason}`, { fix, cause })
}

/** What is not a regular file has nothing to cut. */
function cutBack(out: number, bytes: number): void {
  try {
    ftruncateSync(out, bytes)
  } catch {}
}

/** LINKTYPE_LINUX_SLL2 from struct sockaddr_ll. https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html */
function writeCookedHead(address: Buffer, into: Buffer, at: number): void {
  into.fill(0, at, at + SLL2_BYTES)
  address.copy(into, at, 2, 4) // protocol, already in network order
  into.writeUInt32BE(address.readUInt32LE(4), at + 4) // device
  into.writeUInt16BE(address.readUInt16LE(8), at + 8) // ARPHRD_*
  address.copy(into, at + 10, 10, 20) // direction, length of the address, the address
}

const SLL2_BYTES = 20
const BATCH_BYTES = 256 << 10
