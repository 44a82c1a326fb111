// The wire vantage's part for UDP, which has no connections: what two ends say to each other is one, from its first datagram on.
import { sameEnd } from '../kit/socket-end.ts'
import type { Ms } from '../model/units.ts'
import { type FlowEnd, otherSide, type Side } from './flow.ts'
import type { IcmpError } from './icmp-error.ts'
import { type Packets, sentOn } from './packets.ts'
import type { Recorder } from './recorder.ts'
import type { Datagram, End } from './segment.ts'

/** What two ends say to each other: the same ends are the same, however long they were silent. No goodbye is known to UDP. */
export interface DatagramFlow {
  readonly ends: Readonly<Record<Side, FlowEnd>>
  readonly local: End
  readonly remote: End
  /** Its id in the record. */
  readonly connection: number | undefined
  /** When a datagram was last passed on to a side. */
  readonly passedAtMs: Readonly<Record<Side, Ms>>
}

/** What there is to tell of one: both ends are heard, or an ICMP error was passed on to the end whose datagram it is about. */
export type DatagramNews =
  | { readonly kind: 'traffic'; readonly flow: DatagramFlow; readonly atMs: Ms }
  | {
      readonly kind: 'refused'
      readonly flow: DatagramFlow
      readonly atMs: Ms
      readonly side: Side
      readonly error: IcmpError
    }

/** What the wire knows besides. */
export interface DatagramEnds {
  /** Whose end it is; undefined for nobody's. */
  endOf(end: End): FlowEnd | undefined
  /** Whether the first of two began it, by whom each of them connects to. */
  began(from: FlowEnd, to: FlowEnd): boolean
}

/** Notes `traffic` when an answer was passed on: a datagram to who began, after one to the other end that is not long ago. */
export class Datagrams {
  readonly #recorder: Recorder
  readonly #ends: DatagramEnds
  readonly #told: (news: DatagramNews) => void
  readonly #packets: Packets
  readonly #flows = new Map<string, Passed>()

  constructor(recorder: Recorder, ends: DatagramEnds, told: (news: DatagramNews) => void, packets: Packets) {
    this.#recorder = recorder
    this.#ends = ends
    this.#told = told
    this.#packets = packets
  }

  /** All so far, each once. */
  get flows(): readonly DatagramFlow[] {
    return [...new Set(this.#flows.values())]
  }

  /** What is said between two ends. */
  flow(one: End, other: End): DatagramFlow | undefined {
    return this.#flows.get(keyOf(one, other))
  }

  seen({ source, target, payloadBytes }: Datagram, outgoing: boolean, atMs: Ms): void {
    const flow = this.#flows.get(keyOf(source, target)) ?? this.#begun(source, target, atMs)
    if (!flow) return
    const to = sameEnd(target, flow.remote) ? 'server' : 'client'
    this.#packets.datagram(flow, sentOn(flow, otherSide(to)), payloadBytes, { outgoing, atMs })
    if (!outgoing) return
    flow.passedAtMs[to] = atMs
    flow.count[to]++
    const askedMs = flow.passedAtMs.server
    if (to === 'server' || askedMs < flow.notedAtMs || atMs - askedMs > answerMs) return
    if (atMs < flow.notedAtMs + coalesceMs) return
    this.#note(flow, atMs)
  }

  /** Something on the way, or the other end's kernel, says that a datagram did not arrive. */
  refused(error: IcmpError, atMs: Ms): void {
    const flow = this.#flows.get(keyOf(error.source, error.target))
    if (!flow) return
    const side = sameEnd(error.source, flow.local) ? 'client' : 'server'
    this.#packets.unreachable(sentOn(flow, otherSide(side)), error.code, atMs)
    this.#told({ kind: 'refused', flow, atMs, side, error })
  }

  #begun(source: End, target: End, atMs: Ms): Passed | undefined {
    const [from, to] = [this.#ends.endOf(source), this.#ends.endOf(target)]
    if (!from || !to) return undefined
    const forth = this.#ends.began(from, to)
    const ends = forth ? { client: from, server: to } : { client: to, server: from }
    const [local, remote] = forth ? [source, target] : [target, source]
    const path = { from: ends.client.host.name, to: ends.server.host.name }
    const connection = this.#recorder.ended
      ? undefined
      : this.#recorder.connected({ ...path, protocol: 'udp', bornMs: atMs, local, remote })
    const flow = { ends, local, remote, connection, passedAtMs: nothing(never), count: nothing(0), notedAtMs: never }
    this.#flows.set(keyOf(source, target), flow)
    this.#flows.set(keyOf(target, source), flow)
    return flow
  }

  #note(flow: Passed, atMs: Ms): void {
    const { ends, count, connection } = flow
    const { client, server } = ends
    const detail = `datagrams of ${client.text}: ${count.server} to ${server.host.called} and ${count.client} back`
    flow.count = nothing(0)
    flow.notedAtMs = atMs
    this.#recorder.event('wire', { kind: 'traffic', detail, ...(connection === undefined ? {} : { connection }) }, atMs)
    this.#told({ kind: 'traffic', flow, atMs })
  }
}

interface Passed extends DatagramFlow {
  readonly passedAtMs: Record<Side, Ms>
  /** Since traffic was last noted. */
  count: Record<Side, number>
  notedAtMs: Ms
}

/** Who spoke last, by what was passed on: `client` where nobody has answered it yet. */
export function lastSpeaker({ passedAtMs }: DatagramFlow): Side {
  const heard = passedAtMs.server > passedAtMs.client || passedAtMs.client === never ? 'server' : 'client'
  return otherSide(heard)
}

const never = Number.NEGATIVE_INFINITY
/** Answers of one flow within this time are one note. */
const coalesceMs = 250
/** What comes later answers something else. */
const answerMs = 5_000

function nothing<T>(value: T): Record<Side, T> {
  return { client: value, server: value }
}

function keyOf(one: End, other: End): string {
  return `${one.address} ${one.port} ${other.address} ${other.port}`
}
