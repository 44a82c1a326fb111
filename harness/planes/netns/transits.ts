// How long packets take through the router, by the tap's own stamps: each is looked for where it came in and where it left.
import type { Ms } from '../../model/units.ts'
import { readDatagram, readSegment } from '../../observe/segment.ts'
import type { TapFrame } from '../../observe/tap.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import type { Way } from './ways.ts'

/** TCP segments and UDP datagrams that go these ways, from when it is made. Disposing ends it. */
export class Transits implements Disposable {
  soonestMs = Number.POSITIVE_INFINITY
  latestMs = 0
  passed = 0
  readonly #network: PacketTestbed['network']
  readonly #ways: readonly Way[]
  readonly #inside = new Map<string, number[]>()
  readonly #hearing: Disposable

  constructor(testbed: PacketTestbed, ways: readonly Way[]) {
    this.#network = testbed.network
    this.#ways = ways
    this.#hearing = testbed.listen(frame => this.#seen(frame))
  }

  [Symbol.dispose](): void {
    this.#hearing[Symbol.dispose]()
  }

  #seen({ deviceIndex, outgoing, bytes, wallMs }: TapFrame): void {
    const segment = this.#network.gates.has(deviceIndex) ? (readSegment(bytes) ?? readDatagram(bytes)) : undefined
    if (!segment || !this.#ways.some(way => way.concerns(segment))) return
    const key = keyOf(bytes)
    const entered = this.#inside.get(key) ?? []
    if (!outgoing) {
      if (this.#inside.size < mostInside) this.#inside.set(key, [...entered, wallMs])
      return
    }
    const [enteredMs, ...rest] = entered
    if (enteredMs === undefined) return
    if (rest.length > 0) this.#inside.set(key, rest)
    else this.#inside.delete(key)
    this.#took(wallMs - enteredMs)
  }

  #took(ms: Ms): void {
    this.passed++
    this.soonestMs = Math.min(this.soonestMs, ms)
    this.latestMs = Math.max(this.latestMs, ms)
  }
}

/** What a router leaves as it is: all but the Ethernet header, how far it may still go, and the checksum of that. */
function keyOf(frame: Buffer): string {
  const packet = Buffer.from(frame.subarray(14))
  const v6 = frame.readUInt16BE(12) === 0x86dd
  if (v6) packet[7] = 0
  else packet.fill(0, 8, 9).fill(0, 10, 12)
  return packet.toString('latin1')
}

/** Lost ones never leave. */
const mostInside = 10_000
