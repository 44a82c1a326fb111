// The connections of a run as they are first seen, each with its id, and with what its client's socket went by when it was born.
import type { Connection } from '../model/connection.ts'
import type { SocketSettings } from '../model/found.ts'

/** In the order of their ids, which count from 1. */
export class Connections {
  readonly #all: Connection[] = []
  /** Is told of each as it is first seen. */
  onBorn: ((connection: Connection) => void) | undefined

  get all(): readonly Connection[] {
    return this.#all
  }

  /** Gives it its id. */
  add(connection: Omit<Connection, 'id'>): number {
    const id = this.#all.length + 1
    const born = { id, ...connection }
    this.#all.push(born)
    this.onBorn?.(born)
    return id
  }

  /** What its client's socket went by when it was born. */
  bornWith(id: number, set: SocketSettings): void {
    const connection = this.#all[id - 1]
    if (connection) this.#all[id - 1] = { ...connection, set }
  }
}
