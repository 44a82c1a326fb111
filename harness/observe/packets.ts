// The wire vantage's list of packets: what each was for, told apart by its numbers, and whether it left the router again.
import type { Packet } from '../model/packet.ts'
import type { HostName, Ms } from '../model/units.ts'
import { type Flow, otherSide, type Side } from './flow.ts'
import { endOf, flagsOf, kindOf, type Numbers, since } from './packet-kind.ts'
import type { Segment } from './segment.ts'

/** Who sent it to whom, on which connection. */
interface Sent {
  readonly from: HostName
  readonly to: HostName
  readonly connection: number | undefined
}

/** A packet of a connection, by the side that sent it. */
export function sentOn({ ends, connection }: Pick<Flow, 'ends' | 'connection'>, by: Side): Sent {
  return { from: ends[by].host.name, to: ends[otherSide(by)].host.name, connection }
}

/** `key` is the same object for as long as a connection lasts. Tells packets apart and hands each on as soon as it is seen; that it was passed on is added when it is. */
export class Packets {
  readonly #add: (packet: Packet) => void
  readonly #ways = new WeakMap<object, Map<HostName, Way>>()

  constructor(add: (packet: Packet) => void) {
    this.#add = add
  }

  /** A segment at the router, on its way in or out. */
  segment(key: object, sent: Sent, segment: Segment, { outgoing, windowBytes, ipId, atMs }: Seen): void {
    const way = this.#way(key, sent.from)
    const back = this.#way(key, sent.to)
    const { seq, rst, syn, payloadBytes } = segment
    const mark = [flagsOf(segment), seq, segment.ackSeq, payloadBytes, ipId].join(' ')
    // What counts is the window that its peer is told: a router may write another one.
    if (outgoing && !rst) way.windowBytes = windowBytes
    if (outgoing && (this.#passed(way, mark, segment, atMs) || !rst)) return
    way.firstSeq ??= seq
    const kind = kindOf(segment, way, back)
    if (segment.ack) back.firstSeq ??= segment.ackSeq
    const packet: Packet = {
      ...bare(sent, atMs),
      kind,
      flags: flagsOf(segment),
      seq: since(seq, way.firstSeq),
      ...(segment.ack ? { ack: since(segment.ackSeq, back.firstSeq ?? 0) } : {}),
      ...(payloadBytes > 0 ? { payloadBytes } : {}),
      ...(outgoing ? { made: true, passedAtMs: atMs } : {}),
    }
    this.#add(packet)
    if (outgoing) return
    const end = endOf(segment)
    if (!rst && (syn || way.nextSeq === undefined || since(end, way.nextSeq) > 0)) way.nextSeq = end
    wait(way, { packet, mark, seq, end })
  }

  /** A datagram, on its way in or out. */
  datagram(key: object, sent: Sent, payloadBytes: number, { outgoing, atMs }: Pick<Seen, 'outgoing' | 'atMs'>): void {
    const way = this.#way(key, sent.from)
    const mark = String(payloadBytes)
    if (outgoing) {
      pass(way, one => one.mark === mark, atMs)
      return
    }
    const packet: Packet = { ...bare(sent, atMs), kind: 'datagram', ...(payloadBytes > 0 ? { payloadBytes } : {}) }
    this.#add(packet)
    wait(way, { packet, mark, seq: 0, end: 0 })
  }

  /** An ICMP error that was passed on to `to`, about a packet that it had sent to `from`. */
  unreachable(sent: Sent, code: string, atMs: Ms): void {
    this.#add({ ...bare(sent, atMs), kind: 'unreachable', code, passedAtMs: atMs })
  }

  /** The same segment, or one that holds it or is held by it: a device may cut a large one, or put small ones together. */
  #passed(way: Way, mark: string, segment: Segment, atMs: Ms): boolean {
    if (pass(way, one => one.mark === mark, atMs)) return true
    if (segment.payloadBytes === 0) return false
    const end = endOf(segment)
    const inside = ({ seq, end: last }: Waiting) => since(seq, segment.seq) >= 0 && since(end, last) >= 0
    const around = ({ seq, end: last }: Waiting) => since(segment.seq, seq) >= 0 && since(last, end) >= 0
    return pass(way, one => one.end !== one.seq && (inside(one) || around(one)), atMs)
  }

  #way(key: object, from: HostName): Way {
    const ways = this.#ways.get(key) ?? new Map<HostName, Way>()
    this.#ways.set(key, ways)
    const way = ways.get(from) ?? { waiting: [] }
    ways.set(from, way)
    return way
  }
}

/** Where and when a frame was seen. */
interface Seen {
  readonly outgoing: boolean
  /** What its sender takes, unscaled. */
  readonly windowBytes: number
  /** Its identification, which is another one when it is sent again; 0 where there is none. */
  readonly ipId: number
  readonly atMs: Ms
}

/** One direction of a connection. */
interface Way extends Numbers {
  /** Came in, and has not left yet: the oldest first. */
  waiting: Waiting[]
}

interface Waiting {
  readonly packet: Packet
  readonly mark: string
  readonly seq: number
  readonly end: number
}

/** More than any link holds back at a time. */
const mostWaiting = 1_000

function wait(way: Way, one: Waiting): void {
  way.waiting.push(one)
  if (way.waiting.length > mostWaiting) way.waiting.splice(0, mostWaiting / 2)
}

/** Of equal ones the latest: what was sent before it was sent again is not on its way any more. */
function pass(way: Way, is: (one: Waiting) => boolean, atMs: Ms): boolean {
  const at = way.waiting.findLastIndex(is)
  const [found] = at < 0 ? [] : way.waiting.splice(at, 1)
  if (found) found.packet.passedAtMs = atMs
  return found !== undefined
}

function bare({ from, to, connection }: Sent, atMs: Ms): Pick<Packet, 'atMs' | 'from' | 'to' | 'connection'> {
  return { atMs, from, to, ...(connection === undefined ? {} : { connection }) }
}
