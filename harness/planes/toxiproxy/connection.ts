// One connection through Toxiproxy, seen on both of its sides: what entered, what came out, who ended it, how long it was idle.
import type { Socket } from 'node:net'
import type { Clock } from '../../kit/clock.ts'
import type { Ms, Role } from '../../model/units.ts'
import { type Care, type Ending, type Packet, Pipe } from './pipe.ts'

/** A connection: client -> Toxiproxy -> server, and back. */
export class Connection {
  readonly id: number
  /** What the client sends. */
  readonly up: Flow = newFlow()
  /** What the server sends. */
  readonly down: Flow = newFlow()
  /** The longest time without a byte in either direction, up to the last byte. */
  longestIdleMs = 0
  lastByteMs: Ms
  readonly #clock: Clock
  readonly #listener: ConnectionListener
  readonly #cares: Cares
  readonly #sockets: Socket[] = []
  readonly #entries: Partial<Record<Role, Pipe>> = {}

  constructor(id: number, { clock, listener, cares }: { clock: Clock; listener: ConnectionListener; cares: Cares }) {
    this.id = id
    this.#clock = clock
    this.#listener = listener
    this.#cares = cares
    this.lastByteMs = clock.nowMs()
  }

  /** Between the client and Toxiproxy. */
  attachNear(client: Socket, toxiproxy: Socket): void {
    this.#attach('client', client, toxiproxy, this.up, this.down)
    // Toxiproxy takes connections in order, and they are recognized by it: none may vanish before it was taken.
    this.#entries.client?.hold()
  }

  /** Between Toxiproxy and the server. */
  attachFar(toxiproxy: Socket, server: Socket): void {
    this.#attach('server', server, toxiproxy, this.down, this.up)
    this.#entries.client?.release()
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
  refuse(answered: (role: Role) => void): void {
    this.#entries.client?.refuse(() => answered('client'))
    this.#entries.server?.refuse(() => answered('server'))
  }

  /** Undoes `hold` and `refuse`. */
  release(): void {
    for (const pipe of Object.values(this.#entries)) pipe.release()
  }

  /** Ends it with a RST to both sides. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  /** Two pipes: from a program into Toxiproxy, and from Toxiproxy out to that program. */
  #attach(role: Role, program: Socket, toxiproxy: Socket, sent: Flow, received: Flow): void {
    this.#sockets.push(program, toxiproxy)
    this.#entries[role] = new Pipe(program, toxiproxy, this.#cares.entering, packet => this.#enters(role, sent, packet))
    new Pipe(toxiproxy, program, this.#cares.leaving, packet => this.#leaves(role, received, sent, packet))
  }

  #enters(role: Role, flow: Flow, packet: Packet): Packet {
    if (typeof packet !== 'string') {
      flow.enteredBytes += packet.length
      flow.inside.push({ upToBytes: flow.enteredBytes, atMs: this.#clock.nowMs() })
      this.#touch()
    } else if (flow.ending === undefined) {
      flow.ending = packet
      this.#listener.ended(this, role, packet)
    }
    return packet
  }

  /** Toxiproxy ends everything with a FIN: what comes out is what went in. */
  #leaves(role: Role, flow: Flow, back: Flow, packet: Packet): Packet {
    if (typeof packet !== 'string') {
      flow.leftBytes += packet.length
      this.#out(flow)
      this.#touch()
      this.#listener.passed(this)
      return packet
    }
    if (flow.endingLeft) return packet
    flow.endingLeft = true
    if (flow.ending) this.#listener.delivered(this, role, flow.ending)
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
  /** Bytes came out of Toxiproxy. */
  passed(connection: Connection): void
  /** A program has ended its direction. */
  ended(connection: Connection, by: Role, how: Ending): void
  /** The end that the other side has sent has reached this program. */
  delivered(connection: Connection, to: Role, how: Ending): void
  /** Toxiproxy has ended it, and neither side wanted that. */
  dropped(connection: Connection): void
}

function newFlow(): Flow {
  return { enteredBytes: 0, leftBytes: 0, inside: [], ending: undefined, endingLeft: false }
}
