// What becomes of segments in the router, by what the tap sees of each where it comes in and where it leaves: gone once, twice, or before others.
import type { Segment } from '../../observe/segment.ts'
import type { TapFrame } from '../../observe/tap.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { originalSegment } from './translations.ts'
import type { Way } from './ways.ts'

/** Of the segments that go these ways, from when it is made. Disposing ends it. */
export class Passage implements Disposable {
  entered = 0
  left = 0
  /** They left more often than they came. */
  twice = 0
  /** They left after one that had come later. */
  overtaken = 0
  readonly #testbed: PacketTestbed
  readonly #ways: readonly Way[]
  /** The places of those that came and have not left, by what they are; none where all have. */
  readonly #inside = new Map<string, number[]>()
  /** The latest place that has left, in each direction. */
  readonly #latest = new Map<string, number>()
  readonly #hearing: Disposable

  constructor(testbed: PacketTestbed, ways: readonly Way[]) {
    this.#testbed = testbed
    this.#ways = ways
    this.#hearing = testbed.listen(frame => this.#seen(frame))
  }

  [Symbol.dispose](): void {
    this.#hearing[Symbol.dispose]()
  }

  #seen({ deviceIndex, outgoing, bytes }: TapFrame): void {
    const segment = this.#testbed.network.gates.has(deviceIndex)
      ? originalSegment(this.#testbed.network, bytes)
      : undefined
    if (!segment || !this.#ways.some(way => way.concerns(segment))) return
    const key = keyOf(segment)
    const inside = this.#inside.get(key)
    if (!outgoing) {
      this.entered++
      if (this.#inside.size < most) this.#inside.set(key, [...(inside ?? []), this.entered])
      return
    }
    if (!inside) return
    this.left++
    const place = inside.shift()
    if (place === undefined) this.twice++
    else this.#inOrder(directionOf(segment), place)
  }

  #inOrder(direction: string, place: number): void {
    const latest = this.#latest.get(direction) ?? 0
    if (place < latest) this.overtaken++
    else this.#latest.set(direction, place)
  }
}

function keyOf(segment: Segment): string {
  const { seq, ackSeq, payloadBytes, syn, fin, rst } = segment
  return [directionOf(segment), seq, ackSeq, payloadBytes, syn, fin, rst].join(' ')
}

function directionOf({ source, target }: Segment): string {
  return `${source.address} ${source.port} ${target.address} ${target.port}`
}

/** More different ones are not remembered. */
const most = 50_000
