// One connection through Toxiproxy, seen on both of its sides: what entered, what came out, who ended it, how long it was idle.
import type { Socket } from 'node:net'
import type { Clock } from '../../kit/clock.ts'
import type { Path } from '../../model/observer.ts'
import type { Ms } from '../../model/units.ts'
import { Unasked } from '../../observe/unasked.ts'
import { type Care, type Ending, type Packet, Pipe } from './pipe.ts'
import { reset } from './reset.ts'

/** Which end of a path: the host that connects, or the one that it connects to. */
export type End = keyof Path

/** A connection: client -> Toxiproxy -> server, and back. */
export class Connection {
  /** Its id in the record. */
  readonly id: number
  readonly path: Path
  readonly bornMs: Ms
  /** Of the client's own socket, and of what it takes for its peer. */
  ports: { readonly client?: number | undefined; readonly peer?: number | undefined } = {}
  /** What the client sends. */
  readonly up: Flow = newFlow()
  /** What the server sends. */
  readonly down: Flow = newFlow()
  /** The longest time without a byte in either direction, up to the last byte. */
  longestIdleMs = 0
  lastByteMs: Ms
  /** Who sent the last byte; undefined before the first. */
  lastFrom: End | undefined
  /** What the server said unasked. */
  readonly unasked: Unasked = new Unasked()
  /** When the client was last given anything that its peer said. */
  heardMs: Ms | undefined
  readonly #clock: Clock
  readonly #listener: ConnectionListener
  readonly #cares: Cares
  readonly #sockets: Socket[] = []
  readonly #entries: Partial<Record<End, Pipe>> = {}

  constructor({ id, path }: { id: number; path: Path }, { clock, listener, cares }: Surroundings) {
    this.id = id
    this.path = path
    this.#clock = clock
    this.bornMs = clock.nowMs()
    this.#listener = listener
    this.#cares = cares
    this.lastByteMs = this.bornMs
  }

  /** Between the client and Toxiproxy. */
  attachNear(client: Socket, toxiproxy: Socket): void {
    this.ports = { client: client.remotePort, peer: client.localPort }
    this.#attach('from', client, toxiproxy, this.up, this.down)
    // Toxiproxy takes connections in order, and they are recognized by it: none may vanish before it was taken.
    this.#entries.from?.hold()
  }

  /** Between Toxiproxy and the server. */
  attachFar(toxiproxy: Socket, server: Socket): void {
    this.#attach('to', server, toxiproxy, this.down, this.up)
    this.#entries.from?.release()
  }

  get open(): boolean {
    return this.#sockets.some(socket => !socket.destroyed)
  }

  /** Time since the last byte in either direction. */
  idleMs(): Ms {
    return this.#clock.nowMs() - this.lastByteMs
  }

  /** Swallows what either side sends from now on, without closing anything. */
  hold(): void {
    for (const pipe of Object.values(this.#entries)) pipe.hold()
  }

  /** Answers what either side sends next with a RST to the one that sent it. */
  refuse(answered: (end: End) => void): void {
    this.#entries.from?.refuse(() => answered('from'))
    this.#entries.to?.refuse(() => answered('to'))
  }

  /** Undoes `hold` and `refuse`. */
  release(): void {
    for (const pipe of Object.values(this.#entries)) pipe.release()
  }

  /** Ends it with a RST to both sides. */
  reset(): void {
    for (const socket of this.#sockets) reset(socket)
  }

  /** Two pipes: from a program into Toxiproxy, and from Toxiproxy out to that program. */
  #attach(end: End, program: Socket, toxiproxy: Socket, sent: Flow, received: Flow): void {
    this.#sockets.push(program, toxiproxy)
    this.#entries[end] = new Pipe(program, toxiproxy, this.#cares.entering, packet => this.#enters(end, sent, packet))
    new Pipe(toxiproxy, program, this.#cares.leaving, packet => this.#leaves(end, received, sent, packet))
  }

  #enters(end: End, flow: Flow, packet: Packet): Packet {
    this.#listener.said(this, end)
    if (typeof packet !== 'string') {
      flow.enteredBytes += packet.length
      this.lastFrom = end
      if (end === 'from') this.unasked.asked()
      else this.unasked.said(this.#clock.nowMs())
      flow.inside.push({ upToBytes: flow.enteredBytes, atMs: this.#clock.nowMs() })
      this.#touch()
    } else if (flow.ending === undefined) {
      flow.ending = packet
      this.#listener.ended(this, end, packet)
    }
    return packet
  }

  /** Toxiproxy ends everything with a FIN: what comes out is what went in. */
  #leaves(end: End, flow: Flow, back: Flow, packet: Packet): Packet {
    if (typeof packet !== 'string') {
      flow.leftBytes += packet.length
      this.#out(flow)
      this.#touch()
      if (end === 'from') this.heardMs = this.lastByteMs
      this.#listener.passed(this)
      return packet
    }
    if (flow.endingLeft) return packet
    flow.endingLeft = true
    if (flow.ending) this.#listener.delivered(this, end, flow.ending)
    else if (!back.ending) this.#listener.dropped(this)
    return flow.ending ?? 'FIN'
  }

  #out(flow: Flow): void {
    const nowMs = this.#clock.nowMs()
    for (let [oldest] = flow.inside; oldest && oldest.upToBytes <= flow.leftBytes; [oldest] = flow.inside) {
      flow.inside.shift()
      flow.crossed?.(oldest.atMs, nowMs)
    }
  }

  #touch(): void {
    this.longestIdleMs = Math.max(this.longestIdleMs, this.idleMs())
    this.lastByteMs = this.#clock.nowMs()
  }
}

/** What a connection is made in. */
export interface Surroundings {
  readonly clock: Clock
  readonly listener: ConnectionListener
  readonly cares: Cares
}

/** How sockets are to be treated on the way into Toxiproxy, and on the way out. */
export interface Cares {
  entering: Care
  leaving: Care
}

/** One direction: what entered Toxiproxy and what left it. */
export interface Flow {
  enteredBytes: number
  leftBytes: number
  /** What is still inside: up to which byte it goes, and when it entered, the oldest first. */
  readonly inside: { readonly upToBytes: number; readonly atMs: Ms }[]
  /** Told of each piece that has come out. */
  crossed?: (enteredAtMs: Ms, leftAtMs: Ms) => void
  /** How its sender ended it. */
  ending: Ending | undefined
  /** Whether the end of it has reached the receiver. */
  endingLeft: boolean
}

/** Who hears of what happens on a connection. */
export interface ConnectionListener {
  /** A client has made it. */
  born(connection: Connection): void
  /** The program at one end has said something, or ended its direction. */
  said(connection: Connection, by: End): void
  /** Bytes came out of Toxiproxy. */
  passed(connection: Connection): void
  /** The program at one end has ended its direction. */
  ended(connection: Connection, by: End, how: Ending): void
  /** The end that the other side has sent has reached the program at this end. */
  delivered(connection: Connection, to: End, how: Ending): void
  /** Toxiproxy has ended it, and neither side wanted that. */
  dropped(connection: Connection): void
}

function newFlow(): Flow {
  return { enteredBytes: 0, leftBytes: 0, inside: [], ending: undefined, endingLeft: false }
}
