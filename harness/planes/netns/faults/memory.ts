// Watches what a firewall remembers: seldom while there is time, and often when a connection is about to be forgotten.
import { type Clock, sleep } from '../../../kit/clock.ts'
import type { Ms } from '../../../model/units.ts'
import type { Standing } from '../standing.ts'
import type { Firewall } from './firewall.ts'

/** A connection that was forgotten between two instants, while it stood at the client. */
export interface Forgotten {
  readonly connection: Standing
  readonly atMs: Ms
  readonly byMs: Ms
}

/** What is looked at, and by which clock. */
export interface Watch {
  readonly firewall: Firewall
  readonly clock: Clock
  /** The clients' connections, as their kernels and the wire see them. */
  readonly standing: () => readonly Standing[]
  readonly limitMs: Ms
}

/** The firewall's memory, as it was seen. */
export class Memory {
  readonly #watch: Watch
  readonly #forgotten: Forgotten[] = []
  /** By the client's socket. */
  #known: ReadonlyMap<string, Known> = new Map()

  constructor(watch: Watch) {
    this.#watch = watch
    this.look()
  }

  /** How many connections it remembers, when last looked at. */
  get known(): number {
    return this.#known.size
  }

  /** One that is known again, as its next datagram makes it, may be forgotten again. */
  get forgotten(): readonly Forgotten[] {
    return this.#forgotten
  }

  /** How many connections that were. */
  get forgottenConnections(): number {
    return new Set(this.#forgotten.map(({ connection }) => connection.key)).size
  }

  /** Resolves when a connection was forgotten for the first time, or when all have lived until `untilMs`. */
  async settled(untilMs: Ms, signal: AbortSignal): Promise<void> {
    const { clock, limitMs } = this.#watch
    while (this.#forgotten.length === 0 && clock.nowMs() < untilMs) {
      const rests = [...this.#known.values()].map(({ restMs }) => restMs)
      await sleep(Math.max(1, Math.min(untilMs - clock.nowMs(), limitMs / 4, ...rests)), signal)
      this.look()
    }
  }

  /** Looks now. A connection that has left the firewall's memory and stands at the client was forgotten; one that has ended is none. */
  look(): void {
    const { firewall, clock, standing } = this.#watch
    const found = new Map<string, Known>()
    for (const connection of standing()) {
      const lookedMs = clock.nowMs()
      const dueMs = this.#dueMs(connection, lookedMs)
      const entry = firewall.knows(connection)
      const before = this.#known.get(connection.key)
      if (entry) found.set(connection.key, { lookedMs, restMs: restMs(entry.timeoutMs, dueMs - lookedMs) })
      else if (before) {
        const atMs = Math.max(before.lookedMs, dueMs - tickMs)
        this.#forgotten.push({ connection, atMs, byMs: clock.nowMs() })
      }
    }
    this.#known = found
  }

  /** A forgotten connection that is known again: somebody has let it through. A datagram of its client is let through always. */
  relapsed(): boolean {
    return this.#forgotten.some(({ connection: { protocol, key } }) => protocol === 'tcp' && this.#known.has(key))
  }

  /** When it will have been silent for the limit, as far as is seen outside: never later than the firewall thinks. */
  #dueMs({ quietMs }: Standing, nowMs: Ms): Ms {
    return Math.max(this.#watch.firewall.knownFromMs, nowMs - quietMs) + this.#watch.limitMs
  }
}

interface Known {
  readonly lookedMs: Ms
  /** So long nothing can happen to it. */
  readonly restMs: Ms
}

/** The kernel tells whole seconds; within the last one the client's socket knows better, unless a packet came that it does not count. */
function restMs(toldMs: Ms, dueMs: Ms): Ms {
  const leftMs = toldMs > 0 ? toldMs : dueMs
  return leftMs > -tickMs ? leftMs - tickMs : overdueMs
}

/** The kernel's clock ticks every 1 to 10 ms, and two of its times are compared. */
const tickMs = 20
const overdueMs = 5
