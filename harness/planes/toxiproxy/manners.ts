// How to treat a Toxiproxy whose toxics are being updated. An update waits for each link, and a link whose writer cannot write, or has
// failed to, waits for the update's lock (link.go, RemoveLink): then all of the proxy hangs for good. So nothing breaks meanwhile, and
// everything is read.
import type { Socket } from 'node:net'
import { sleep } from '../../kit/clock.ts'
import type { Cares } from './connection.ts'

/** Cares for the sockets that lead to Toxiproxy. */
export class Manners implements Cares {
  readonly entering = { reset: (socket: Socket) => this.#reset(socket), mayPause: () => true }
  readonly leaving = { reset: (socket: Socket) => void socket.resetAndDestroy(), mayPause: () => !this.#attentive }
  readonly #sockets = new Set<Socket>()
  #attentive = 0
  #held: Socket[] | undefined
  #resetLately = false

  /** Takes a socket into its care. */
  mind(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  /** No RST goes to Toxiproxy from now on; one that has just gone has been dealt with when this resolves. */
  async holdResets(): Promise<void> {
    this.#held ??= []
    if (this.#resetLately) await sleep(settleMs)
    this.#resetLately = false
  }

  releaseResets(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const socket of held) this.#reset(socket)
  }

  /** Reads whatever Toxiproxy writes while `update` runs, however slow the programs are. */
  async attentive<T>(update: () => Promise<T>): Promise<T> {
    this.#attentive++
    for (const socket of this.#sockets) socket.resume()
    try {
      return await update()
    } finally {
      this.#attentive--
    }
  }

  #reset(socket: Socket): void {
    if (this.#held) {
      this.#held.push(socket)
      return
    }
    this.#resetLately = true
    socket.resetAndDestroy()
  }
}

const settleMs = 20
