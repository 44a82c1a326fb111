// A pcap file of cooked frames (LINKTYPE_LINUX_SLL2), each with its device and direction. After a failed write it ends with its last whole batch.
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { pcapHead, writeRecordHead } from '../netlink/capture/pcap.ts'
import { captureFailure } from '../netlink/capture/recorder.ts'
import type { RingFrame } from '../netlink/capture/ring.ts'

/** Opened with its head written. Throws E_CAPTURE, which names the fix. */
export class PcapFile {
  readonly #file: string
  readonly #snapBytes: number
  readonly #fd: number
  readonly #batch = Buffer.alloc(64 << 10)
  #filled = 0
  #written = 0

  constructor(file: string, snapBytes: number) {
    this.#file = file
    this.#snapBytes = snapBytes
    this.#fd = attempt('open', file, () => openSync(file, 'w'))
    this.#write(pcapHead('sll2', snapBytes))
  }

  add({ seconds, nanoseconds, address, bytes, length }: RingFrame): void {
    const kept = Math.min(SLL2_BYTES + bytes.length - ETHERNET_BYTES, this.#snapBytes)
    if (this.#filled + 16 + kept > this.#batch.length) this.flush()
    const head = { seconds, nanoseconds, kept, length: SLL2_BYTES + length - ETHERNET_BYTES }
    const at = writeRecordHead(this.#batch, this.#filled, head)
    this.#batch.fill(0, at, at + SLL2_BYTES)
    address.copy(this.#batch, at, 2, 4)
    this.#batch.writeUInt32BE(address.readUInt32LE(4), at + 4)
    this.#batch.writeUInt16BE(address.readUInt16LE(8), at + 8)
    address.copy(this.#batch, at + 10, 10, 20)
    bytes.copy(this.#batch, at + SLL2_BYTES, ETHERNET_BYTES, ETHERNET_BYTES + kept - SLL2_BYTES)
    this.#filled = at + kept
  }

  flush(): void {
    const filled = this.#filled
    this.#filled = 0
    this.#write(this.#batch.subarray(0, filled))
  }

  close(): void {
    closeSync(this.#fd)
  }

  #write(bytes: Buffer): void {
    try {
      attempt('write', this.#file, () => {
        for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at)
      })
      this.#written += bytes.length
    } catch (thrown) {
      ftruncateSync(this.#fd, this.#written)
      throw thrown
    }
  }
}

const ETHERNET_BYTES = 14
/** https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html */
const SLL2_BYTES = 20

function attempt<T>(verb: string, file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw captureFailure(verb, file, cause)
  }
}
