// The file in which packets are kept beside the record, as tcpdump and Wireshark open it. After a failed write it ends with its last whole batch.
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { pcapHead, pcapRecord } from '../netlink/capture/pcap.ts'
import { type Frame, snapBytes } from '../netlink/capture/receive.ts'

/** Opened with its head written. Throws E_CAPTURE, which names the fix. */
export class PcapFile implements Disposable {
  readonly #file: string
  readonly #fd: number
  #written = 0

  constructor(file: string) {
    this.#file = file
    this.#fd = attempt('open', file, () => openSync(file, 'w'))
    this.#write(pcapHead(snapBytes))
  }

  /** Writes all of them or none. E_CAPTURE when the disk is full. */
  add(frames: readonly Frame[]): void {
    this.#write(Buffer.concat(frames.map(frame => pcapRecord(frame, snapBytes))))
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd)
  }

  #write(bytes: Buffer): void {
    try {
      attempt('write', this.#file, () => {
        for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at)
      })
      this.#written += bytes.length
    } catch (thrown) {
      cutBack(this.#fd, this.#written)
      throw thrown
    }
  }
}

function attempt<T>(verb: string, file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const full = code === 'ENOSPC' || code === 'EDQUOT'
    const reason = full ? `the disk is full (${code})` : messageOf(cause)
    const fix = full ? 'Free some space, or capture to another file system' : 'Choose a file that can be written'
    throw new HalfopenError('E_CAPTURE', `Cannot ${verb} capture ${file}: ${reason}`, { fix, cause })
  }
}

/** What is not a regular file has nothing to cut. */
function cutBack(fd: number, sizeBytes: number): void {
  try {
    ftruncateSync(fd, sizeBytes)
  } catch {}
}
