// How to treat a Toxiproxy whose toxics are being updated. An update waits for every link, and a link waits for its writer: one that
// nobody reads from hangs the whole proxy. One that has just failed would as well: it wants the update's lock (link.go, RemoveLink).
import type { Socket } from 'node:net'
import type { Cares } from './connection.ts'
import { reset } from './reset.ts'

/** Cares for the sockets that lead to Toxiproxy. */
export class SocketCare implements Cares {
  readonly entering = { reset: (socket: Socket) => this.#reset(socket), mayPause: () => true }
  readonly leaving = { reset, mayPause: () => this.#updates === 0 }
  readonly #sockets = new Set<Socket>()
  #updates = 0
  #held: Socket[] | undefined

  /** Takes a socket into its care. */
  mind(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  /** No RST goes to Toxiproxy until `releaseResets`. */
  holdResets(): void {
    this.#held ??= []
  }

  releaseResets(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const socket of held) this.#reset(socket)
  }

  /** Reads whatever Toxiproxy writes while `update` runs, however slow the programs are. */
  async attentive<T>(update: () => Promise<T>): Promise<T> {
    this.#updates++
    for (const socket of this.#sockets) socket.resume()
    try {
      return await update()
    } finally {
      this.#updates--
    }
  }

  #reset(socket: Socket): void {
    if (this.#held) this.#held.push(socket)
    else reset(socket)
  }
}
