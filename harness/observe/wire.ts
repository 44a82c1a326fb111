// The wire vantage: writes down what passes the router between client and servers, in few notes, however many packets there are.
import type { Ms } from '../model/units.ts'
import { Flow, type Side } from './flow.ts'
import { type IcmpError, readIcmpError } from './icmp-error.ts'
import type { Recorder } from './recorder.ts'
import { readSegment, type Segment } from './segment.ts'
import type { TapFrame } from './tap.ts'

/** Traffic of one connection within this time is one note. */
const coalesceMs = 250

/** The router's devices that lead to each side. */
export type Gates = Readonly<Record<Side, { readonly index: number }>>

/**
 * Hears of every frame at the router and notes: `traffic` when segments of a connection were passed on both ways; `closed` (FIN)
 * and `reset` (RST) by the client when it sends them, which means that it gave up; by the server or by something on the way only
 * when they are passed on to the client: a goodbye that a fault swallows is not seen on the wire.
 */
export class Wire {
  readonly #recorder: Recorder
  readonly #gates: Gates
  readonly #turn: () => void
  readonly #flows = new Map<string, Flow>()
  readonly #ignored = new Set<Side>()
  #clientHeardAtMs: Ms | undefined

  /** `turn` is called when a connection has begun, ended, or was refused: its ends have something new to show. */
  constructor(recorder: Recorder, gates: Gates, turn: () => void) {
    this.#recorder = recorder
    this.#gates = gates
    this.#turn = turn
  }

  /** What comes from there from now on is no word of a program, because its host has no power; with `false` it is again. */
  ignore(side: Side, ignored = true): void {
    if (ignored) this.#ignored.add(side)
    else this.#ignored.delete(side)
  }

  /** When the last segment was passed on to a client: what its keepalive counts from. */
  get clientHeardAtMs(): Ms | undefined {
    return this.#clientHeardAtMs
  }

  /** The connection with this client's end. */
  flow(client: string): Pick<Flow, 'goodbyes' | 'unreachables'> | undefined {
    return this.#flows.get(client)
  }

  /** How many connections a side has said goodbye to since then, and of how many of these goodbyes the other side was told. */
  goodbyesSince(by: Side, sinceMs: Ms): { readonly sent: number; readonly notified: number } {
    const late = [...this.#flows.values()]
      .flatMap(({ goodbyes }) => goodbyes[by] ?? [])
      .filter(g => g.sentAtMs >= sinceMs)
    return { sent: late.length, notified: late.filter(({ notifiedAtMs }) => notifiedAtMs !== undefined).length }
  }

  seen({ deviceIndex, outgoing, bytes, wallMs }: TapFrame): void {
    const side = this.#sideOf(deviceIndex)
    if (!side) return
    const atMs = this.#recorder.clock.fromWallMs(wallMs)
    const segment = readSegment(bytes)
    if (!segment) {
      if (outgoing) this.#refused(side, readIcmpError(bytes), atMs)
      return
    }
    const sender = outgoing ? other(side) : side
    const flow = this.#flowOf(sender === 'client' ? segment.source : segment.target, segment)
    if (outgoing) this.#passedOn(flow, side, segment, atMs)
    else this.#sent(flow, side, segment, atMs)
  }

  #refused(side: Side, error: IcmpError | undefined, atMs: Ms): void {
    const flow = error && this.#flows.get(endText(side === 'client' ? error.source : error.target))
    if (!flow) return
    flow.unreachables[side] = { code: error.code, atMs }
    this.#turn()
  }

  #sent(flow: Flow, by: Side, segment: Segment, atMs: Ms): void {
    const first = flow.sent(by, segment, atMs)
    if (segment.syn || first) this.#turn()
    if (!first || by === 'server' || this.#ignored.has(by) || flow.goodbyes.server?.notifiedAtMs !== undefined) return
    const how = segment.rst ? 'RST' : 'FIN'
    this.#note(kinds[how], `the client ${verbs[how]} connection ${flow.name} (${how})`, atMs)
  }

  #passedOn(flow: Flow, to: Side, segment: Segment, atMs: Ms): void {
    if (to === 'client') this.#clientHeardAtMs = atMs
    const told = flow.delivered(to, segment, atMs)
    if (told) this.#turn()
    if (told && to === 'client' && !flow.goodbyes.client && !this.#ignored.has('server')) {
      const how = segment.rst ? 'RST' : 'FIN'
      this.#note(
        kinds[how],
        `the server's side ${verbs[how]} connection ${flow.name} (${how}), and the client was told`,
        atMs,
      )
    }
    if (segment.rst || !flow.answered(to, atMs) || atMs < flow.notedAtMs + coalesceMs) return
    const { client, server } = flow.passed
    this.#note('traffic', `connection ${flow.name}: ${server} packets to the server and ${client} back`, atMs)
    flow.noted(atMs)
  }

  #flowOf(client: Segment['source'], { syn, ack }: Segment): Flow {
    const name = endText(client)
    const known = this.#flows.get(name)
    const begins = syn && !ack && known !== undefined && Object.keys(known.goodbyes).length > 0
    const flow = begins || !known ? new Flow(name) : known
    this.#flows.set(name, flow)
    return flow
  }

  #sideOf(index: number): Side | undefined {
    if (index === this.#gates.client.index) return 'client'
    return index === this.#gates.server.index ? 'server' : undefined
  }

  #note(kind: 'traffic' | 'closed' | 'reset', detail: string, atMs: Ms): void {
    this.#recorder.event('wire', { kind, detail }, atMs)
  }
}

/** `198.18.1.2:40000` or `[2001:2:0:1::2]:40000`. */
export function endText({ address, port }: Segment['source']): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

const kinds = { FIN: 'closed', RST: 'reset' } as const
const verbs = { FIN: 'closed', RST: 'reset' } as const

function other(side: Side): Side {
  return side === 'client' ? 'server' : 'client'
}
