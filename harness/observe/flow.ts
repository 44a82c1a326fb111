// What both directions of one TCP connection have shown at the router: who said goodbye, how, and whether the other was told.
import type { HostName, Ms } from '../model/units.ts'
import type { Segment } from './segment.ts'
import { Unasked } from './unasked.ts'

const never = Number.NEGATIVE_INFINITY
/** A kernel acknowledges within 200 ms: RFC 9293 section 3.8.6.3 allows 500 ms. */
const togetherMs = 500

/** The two ends of a connection: who made it, and whom it was made to. */
export type Side = 'client' | 'server'

/** A host as the wire knows it. */
export interface WatchedHost {
  readonly name: HostName
  /** How it is spoken of: `the client`, `db`. */
  readonly called: string
  /** The hosts that it connects to, by what is known of it. */
  readonly connectsTo: readonly HostName[]
}

/** One end of a connection: its address and port, and the host that had them when it began. */
export interface FlowEnd {
  readonly text: string
  readonly host: WatchedHost
}

/** A goodbye: FIN or RST, when it was sent, and when it was passed on to the other side, if it was. */
export interface Goodbye {
  readonly how: 'FIN' | 'RST'
  readonly sentAtMs: Ms
  /** Something on the way said it in that side's name: the side itself knows nothing of it. */
  readonly forged?: true
  notifiedAtMs?: Ms
  /** When a FIN was passed on, where a RST has overtaken it meanwhile: the other side had been told by then. */
  finToldAtMs?: Ms
}

/** When the other side was told first, by whatever. */
export function toldAtMs(goodbye: Goodbye | undefined): Ms | undefined {
  return goodbye && (goodbye.finToldAtMs ?? goodbye.notifiedAtMs)
}

/** Something on the way said that the other side cannot be reached. */
export interface Unreachable {
  readonly code: string
  readonly atMs: Ms
}

/** One connection. A new SYN on the same addresses and ports begins another. */
export class Flow {
  readonly ends: Readonly<Record<Side, FlowEnd>>
  /** Its id in the record. */
  readonly connection: number | undefined
  readonly goodbyes: { [S in Side]?: Goodbye } = {}
  /** The latest ICMP error that a side was told about its own segments. */
  readonly unreachables: { [S in Side]?: Unreachable } = {}
  /** Segments that were passed on to a side since traffic was last noted. */
  readonly passed: Record<Side, number> = { client: 0, server: 0 }
  readonly #passedAtMs: Record<Side, Ms> = { client: never, server: never }
  notedAtMs = never
  /** When the client was last passed on anything that its peer said, and not its kernel. */
  heardMs: Ms | undefined
  /** Whose words were passed on last; undefined before the first. */
  lastFrom: Side | undefined
  /** What the server said unasked, whether it was passed on or not. */
  readonly unasked: Unasked = new Unasked()
  readonly #saidUpTo: { [S in Side]?: number } = {}
  readonly #sentUpTo: { [S in Side]?: number } = {}
  /** Who made it has sent more than its SYN: from here on a SYN is of another connection. */
  #begun = false

  constructor(ends: Readonly<Record<Side, FlowEnd>>, connection: number | undefined) {
    this.ends = ends
    this.connection = connection
  }

  /** `198.18.1.2:40000`, the client's end. */
  get name(): string {
    return this.ends.client.text
  }

  /** Which side has this address and port. */
  sideOf(end: string): Side {
    return end === this.ends.client.text ? 'client' : 'server'
  }

  /** Whether a first SYN on the same ends would be of another connection. */
  get isPast(): boolean {
    return this.#begun || Object.keys(this.goodbyes).length > 0
  }

  /** A side has sent a segment. The first goodbye of each side counts; true when this is it. A RST overtakes a FIN. */
  sent(by: Side, segment: Segment, atMs: Ms): boolean {
    if (by === 'client' && !segment.syn) this.#begun = true
    if (isNew(by, segment, this.#sentUpTo)) {
      if (by === 'client') this.unasked.asked()
      else this.unasked.said(atMs)
    }
    const how = segment.rst ? 'RST' : segment.fin ? 'FIN' : undefined
    const before = this.goodbyes[by]
    if (how === undefined || (before && !before.forged && (before.how === 'RST' || how === 'FIN'))) return false
    const told = before?.notifiedAtMs
    const kept = told === undefined ? {} : before?.forged ? { notifiedAtMs: told } : { finToldAtMs: told }
    this.goodbyes[by] = { how, sentAtMs: atMs, ...kept }
    return true
  }

  /** A segment was passed on to a side. True when with it that side was told a goodbye for the first time. */
  delivered(to: Side, segment: Segment, atMs: Ms): boolean {
    this.passed[to]++
    this.#passedAtMs[to] = atMs
    if (to === 'client' && segment.payloadBytes > 0) this.heardMs = atMs
    const by = otherSide(to)
    if (isNew(by, segment, this.#saidUpTo)) this.lastFrom = by
    // What the router itself answers was never sent by the other side: it is a goodbye all the same.
    if (segment.rst) this.goodbyes[by] ??= { how: 'RST', sentAtMs: atMs, forged: true }
    const goodbye = this.goodbyes[by]
    if (!goodbye || goodbye.notifiedAtMs !== undefined) return false
    if (goodbye.how === 'RST' && segment.fin && !segment.rst) {
      // On a long way a FIN arrives when its sender has sent a RST already.
      if (goodbye.finToldAtMs !== undefined) return false
      goodbye.finToldAtMs = atMs
      return true
    }
    if (!(goodbye.how === 'RST' ? segment.rst : segment.fin)) return false
    goodbye.notifiedAtMs = atMs
    return true
  }

  /** Whether what has just been passed on to a side and what went the other way belong together: each side hears the other. */
  answered(to: Side, atMs: Ms): boolean {
    return atMs - this.#passedAtMs[otherSide(to)] <= togetherMs
  }

  /** Traffic was noted: what passed before is old. */
  noted(atMs: Ms): void {
    this.notedAtMs = atMs
    for (const side of ['client', 'server'] as const) {
      this.passed[side] = 0
      this.#passedAtMs[side] = never
    }
  }
}

/** What is sent again is no new word. RFC 9293 section 3.4: numbers begin again behind 2^32. */
function isNew(by: Side, { seq, payloadBytes }: Segment, saidUpTo: { [S in Side]?: number }): boolean {
  if (payloadBytes === 0) return false
  const upTo = (seq + payloadBytes) >>> 0
  const before = saidUpTo[by]
  if (before !== undefined && ((upTo - before) | 0) <= 0) return false
  saidUpTo[by] = upTo
  return true
}

/** The end that a side speaks with. */
export function otherSide(side: Side): Side {
  return side === 'client' ? 'server' : 'client'
}
