// The connections of a run as they are first seen, each with its id, and with what its client's socket went by when it was born.
import type { Connection, Left } from '../model/connection.ts'
import type { SocketSettings } from '../model/found.ts'

/** In the order of their ids, which count from 1. */
export class Connections {
  readonly #all: Connection[] = []
  readonly #isEnded: () => boolean
  /** Is told of each as it is first seen. */
  onBorn: ((connection: Connection) => void) | undefined

  /** `isEnded`: whether what is done now is cleaning up. */
  constructor(isEnded: () => boolean) {
    this.#isEnded = isEnded
  }

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

  /** Who made it ended it: the first that is told counts, and how much earlier that may have been. */
  left(id: number | undefined, { fromMs, ...left }: Left): void {
    const connection = id === undefined || this.#isEnded() ? undefined : this.#all[id - 1]
    if (!connection || id === undefined || connection.left?.fromMs !== undefined) return
    const own = { ...(connection.left ?? left), ...(fromMs === undefined ? {} : { fromMs }) }
    this.#all[id - 1] = { ...connection, left: own }
  }
}
