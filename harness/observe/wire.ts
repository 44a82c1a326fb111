// The wire vantage: writes down what passes the router between hosts, in few notes, however many packets there are.
import { endText } from '../kit/socket-end.ts'
import type { HostName, Ms } from '../model/units.ts'
import { type DatagramNews, Datagrams } from './datagrams.ts'
import { Flow, type FlowEnd, otherSide, type Side, toldAtMs, type WatchedHost } from './flow.ts'
import { type IcmpError, readIcmpError } from './icmp-error.ts'
import { Packets, sentOn } from './packets.ts'
import type { Recorder } from './recorder.ts'
import { type Datagram, type End, ipIdIn, readDatagram, readSegment, type Segment, windowIn } from './segment.ts'
import type { TapFrame } from './tap.ts'

/** Traffic of one connection within this time is one note. */
const coalesceMs = 250

/** A segment from or to this port (discard) is a canary of the harness, and no connection. */
export const canaryPort = 9

/** A canary on the ends of a connection has this sequence number, and is no word of that connection; nor is the RST that answers it. */
export const canarySeq = 0x68616c66

/** Whether a segment or a datagram is one of ours. */
export function isCanary({ source, target }: Pick<Datagram, 'source' | 'target'>, seq?: number): boolean {
  return source.port === canaryPort || target.port === canaryPort || seq === canarySeq
}

/** What is asked about the router. */
export interface WatchedRouter {
  /** The indices of its devices that lead to hosts. They may become more. */
  readonly gates: ReadonlySet<number>
  /** Who holds an address now; undefined for nobody's. */
  hostAt(address: string): WatchedHost | undefined
  /** The same with the ends that the connection's client knows, where the router rewrites them. */
  original?<S extends Ends>(ends: S, protocol?: 'tcp' | 'udp'): S
}

/** What is between two ends. */
export interface Ends extends Pick<Segment, 'source' | 'target'>, Partial<Pick<Segment, 'syn' | 'ack'>> {}

/**
 * Hears of every frame at the router and notes: `traffic` when segments of a connection were passed on both ways; `closed` (FIN)
 * and `reset` (RST) by who made the connection when it sends them, which means that it gave up; by the other end or by something on
 * the way only when they are passed on to who made it: a goodbye that a fault swallows is not seen on the wire.
 */
export class Wire {
  readonly #recorder: Recorder
  readonly #router: WatchedRouter
  readonly #onActivity: () => void
  readonly #packets: Packets
  /** What UDP carries. */
  readonly datagrams: Datagrams
  /** The latest connection between two ends, by both of their orders. */
  readonly #flows = new Map<string, Flow>()
  readonly #ignored = new Set<HostName>()
  readonly #heardAtMs = new Map<HostName, Ms>()

  /**
   * `onActivity` is called when a connection has begun, ended, or was refused: its ends have something new to show. `ofDatagrams` is told
   * what there is to tell of UDP.
   */
  constructor(
    recorder: Recorder,
    router: WatchedRouter,
    onActivity: () => void,
    ofDatagrams: (news: DatagramNews) => void = () => {},
  ) {
    this.#recorder = recorder
    this.#router = router
    this.#onActivity = onActivity
    this.#packets = new Packets(packet => {
      if (!recorder.ended && !this.#ignored.has(packet.from)) recorder.kept.packets.add(packet)
    })
    this.datagrams = new Datagrams(
      recorder,
      { endOf: end => this.#endOf(end), began: (from, to) => isMaker(from, to) },
      ofDatagrams,
      this.#packets,
    )
  }

  /** What comes from there from now on is no word of a program, because its host has no power; with `false` it is again. */
  ignore(host: HostName, ignored = true): void {
    if (ignored) this.#ignored.add(host)
    else this.#ignored.delete(host)
  }

  /** Whether a host has no power, as far as the wire was told. */
  ignores(host: HostName): boolean {
    return this.#ignored.has(host)
  }

  /** When the last segment was passed on to each host that has made a connection: what its keepalive counts from. */
  get clientsHeardAtMs(): ReadonlyMap<HostName, Ms> {
    return this.#heardAtMs
  }

  /** The latest connection between two ends. */
  flow(one: End, other: End): Flow | undefined {
    return this.#flows.get(`${endText(one)} ${endText(other)}`)
  }

  /** How many connections a host has said goodbye to since then, and of how many of these goodbyes the other side was told. */
  goodbyesSince(host: HostName, sinceMs: Ms): { readonly sent: number; readonly notified: number } {
    const late = [...new Set(this.#flows.values())]
      .flatMap(({ ends, goodbyes }) =>
        sides.flatMap(side => (ends[side].host.name === host ? (goodbyes[side] ?? []) : [])),
      )
      .filter(({ sentAtMs }) => sentAtMs >= sinceMs)
    return { sent: late.length, notified: late.filter(one => toldAtMs(one) !== undefined).length }
  }

  seen({ deviceIndex, outgoing, bytes, wallMs }: TapFrame): void {
    if (!this.#router.gates.has(deviceIndex)) return
    const atMs = this.#recorder.clock.fromWallMs(wallMs)
    const read = readSegment(bytes)
    if (!read) {
      const datagram = readDatagram(bytes)
      if (datagram && !isCanary(datagram)) this.datagrams.seen(this.#original(datagram, 'udp'), outgoing, atMs)
      if (!datagram && outgoing) this.#refused(readIcmpError(bytes), atMs)
      return
    }
    if (isCanary(read, read.seq)) return
    const segment = this.#original(read)
    const flow = this.#flowOf(segment, outgoing, atMs)
    if (!flow) return
    const by = flow.sideOf(endText(segment.source))
    const seen = { outgoing, windowBytes: windowIn(bytes), ipId: ipIdIn(bytes), atMs }
    this.#packets.segment(flow, sentOn(flow, by), segment, seen)
    const isTurn = outgoing ? this.#passedOn(flow, otherSide(by), segment, atMs) : this.#sent(flow, by, segment, atMs)
    // Last: who looks then may read on, and a later goodbye would be taken for the first.
    if (isTurn) this.#onActivity()
  }

  /** The side that is told is the one whose segment it is about. */
  #refused(error: IcmpError | undefined, atMs: Ms): void {
    const about = error && this.#original(error, error.protocol)
    if (about?.protocol === 'udp') this.datagrams.refused(about, atMs)
    const flow = about?.protocol === 'tcp' ? this.flow(about.source, about.target) : undefined
    if (!about || !flow) return
    const side = flow.sideOf(endText(about.source))
    flow.unreachables[side] = { code: about.code, atMs }
    this.#packets.unreachable(sentOn(flow, otherSide(side)), about.code, atMs)
    this.#onActivity()
  }

  #original<S extends Ends>(ends: S, protocol: 'tcp' | 'udp' = 'tcp'): S {
    return this.#router.original?.(ends, protocol) ?? ends
  }

  /** Whether it turns anything. */
  #sent(flow: Flow, by: Side, segment: Segment, atMs: Ms): boolean {
    const first = flow.sent(by, segment, atMs)
    const { host } = flow.ends[by]
    if (first && by === 'client' && !this.#ignored.has(host.name) && toldAtMs(flow.goodbyes.server) === undefined) {
      const { heardMs } = flow
      this.#recorder.made.left(flow.connection, { atMs, ...(heardMs === undefined ? {} : { heardMs }) })
      const how = segment.rst ? 'RST' : 'FIN'
      this.#note(flow, kinds[how], `${host.called} ${verbs[how]} connection ${flow.name} (${how})`, atMs)
    }
    return segment.syn || first
  }

  /** Whether it turns anything. */
  #passedOn(flow: Flow, to: Side, segment: Segment, atMs: Ms): boolean {
    const { client, server } = flow.ends
    if (to === 'client') this.#heardAtMs.set(client.host.name, atMs)
    const told = flow.delivered(to, segment, atMs)
    if (told && to === 'client' && !flow.goodbyes.client && !this.#ignored.has(server.host.name)) {
      const how = segment.rst ? 'RST' : 'FIN'
      const act = `${server.host.called}'s side ${verbs[how]} connection ${flow.name} (${how})`
      this.#note(flow, kinds[how], `${act}, and ${client.host.called} was notified`, atMs)
    }
    if (segment.rst || !flow.answered(to, atMs) || atMs < flow.notedAtMs + coalesceMs) return told
    const { passed, name } = flow
    const detail = `connection ${name}: ${passed.server} packets to ${server.host.called} and ${passed.client} back`
    this.#note(flow, 'traffic', detail, atMs)
    flow.noted(atMs)
    return told
  }

  /** Undefined where one end is no host's. What the router holds back for a while may come when its connection is past: it begins none. */
  #flowOf(segment: Segment, outgoing: boolean, atMs: Ms): Flow | undefined {
    const { source, target, syn, ack } = segment
    const known = this.flow(source, target)
    if (known && !(syn && !ack && !outgoing && known.isPast)) return known
    const [from, to] = [this.#endOf(source), this.#endOf(target)]
    if (!from || !to) return undefined
    const ends = isMaker(from, to, segment) ? { client: from, server: to } : { client: to, server: from }
    const [local, remote] = ends.client === from ? [source, target] : [target, source]
    const path = { from: ends.client.host.name, to: ends.server.host.name }
    const id = this.#recorder.ended ? undefined : this.#recorder.connected({ ...path, bornMs: atMs, local, remote })
    const flow = new Flow(ends, id)
    this.#flows.set(`${from.text} ${to.text}`, flow)
    this.#flows.set(`${to.text} ${from.text}`, flow)
    return flow
  }

  #endOf(end: End): FlowEnd | undefined {
    const host = this.#router.hostAt(end.address)
    return host && { text: endText(end), host }
  }

  #note({ connection }: Flow, kind: 'traffic' | 'closed' | 'reset', detail: string, atMs: Ms): void {
    this.#recorder.event('wire', { kind, detail, ...(connection === undefined ? {} : { connection }) }, atMs)
  }
}

/** Whether the sender of a segment made the connection: it sent the first SYN; without one it is the end that connects to the other. */
function isMaker({ host: from }: FlowEnd, { host: to }: FlowEnd, flags?: Pick<Segment, 'syn' | 'ack'>): boolean {
  if (flags?.syn) return !flags.ack
  const [connects, peerConnects] = [from, to].map(({ connectsTo }) => connectsTo.length > 0)
  if (connects !== peerConnects) return connects === true
  return from.connectsTo.includes(to.name) || !to.connectsTo.includes(from.name)
}

const sides = ['client', 'server'] as const
const kinds = { FIN: 'closed', RST: 'reset' } as const
const verbs = { FIN: 'closed', RST: 'reset' } as const
