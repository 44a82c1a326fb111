// Watches what a firewall remembers, and holds that against the silences as they were heard: seldom while there is time, and often when a connection is about to be forgotten.
import { type Clock, sleep } from '../../../kit/clock.ts'
import { hundredths } from '../../../kit/format-time.ts'
import type { Ms } from '../../../model/units.ts'
import type { Tracked } from '../../../netlink/conntrack.ts'
import type { Silences } from '../silences.ts'
import type { Standing } from '../standing.ts'
import type { Firewall } from './firewall.ts'

/** A connection that was forgotten between two instants, while it stood at the client. */
export interface Forgotten {
  readonly connection: Standing
  readonly atMs: Ms
  readonly byMs: Ms
  /** How long it had been silent by then. */
  readonly silentMs: Ms
}

/** What is looked at, and by which clock. */
export interface Watch {
  readonly firewall: Firewall
  readonly clock: Clock
  readonly silences: Pick<Silences, 'between'>
  readonly limitMs: Ms
  /** Hands out what has passed by now. */
  readonly poll: () => void
}

/** The firewall's memory, as it was seen. */
export class Memory {
  readonly #watch: Watch
  readonly #forgotten: Forgotten[] = []
  /** By the client's socket. */
  #known: ReadonlyMap<string, Known> = new Map()
  /** Why its limit is not the one that was asked for. */
  amiss: string | undefined

  constructor(watch: Watch) {
    this.#watch = watch
    this.look()
  }

  /** The connections that it remembers, when last looked at. */
  get known(): readonly Standing[] {
    return [...this.#known.values()].map(({ connection }) => connection)
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
    const { firewall, clock } = this.#watch
    const found = new Map<string, Known>()
    for (const connection of firewall.standing()) {
      const lookedMs = clock.nowMs()
      const dueMs = this.#dueMs(connection, lookedMs)
      const entry = firewall.knows(connection)
      const before = this.#known.get(connection.key)
      if (entry) {
        found.set(connection.key, { connection, lookedMs, restMs: restMs(entry.timeoutMs, dueMs - lookedMs) })
        this.amiss ??= this.#tooLong(connection, entry, lookedMs)
      } else if (before) {
        const byMs = clock.nowMs()
        const silentMs = this.#longestSilenceMs(connection, byMs)
        if (silentMs < this.#watch.limitMs - tickMs)
          this.amiss ??= `the firewall forgot a connection that had been silent for ${hundredths(silentMs)} only`
        this.#forgotten.push({ connection, atMs: Math.max(before.lookedMs, dueMs - tickMs), byMs, silentMs })
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

  /** What it still gives a connection is no more than the limit less the silence: else its limit is another, or it is no limit. */
  #tooLong(connection: Standing, { timeoutMs }: Tracked, lookedMs: Ms): string | undefined {
    const leftMs = () => this.#silentSinceMs(connection) + this.#watch.limitMs - lookedMs
    const isTooLong = () => leftMs() < -tickMs || timeoutMs > leftMs() + tickMs
    if (!isTooLong()) return undefined
    this.#watch.poll()
    if (!isTooLong()) return undefined
    const silent = hundredths(lookedMs - this.#silentSinceMs(connection))
    return `the firewall still gives a connection ${hundredths(timeoutMs)} and more after ${silent} of silence, at a limit of ${hundredths(this.#watch.limitMs)}`
  }

  /** Since the firewall knows it at the most. */
  #silentSinceMs({ local, remote }: Standing): Ms {
    const { firewall, silences } = this.#watch
    return Math.max(firewall.knownByMs, silences.between(local, remote)?.lastMs ?? 0)
  }

  #longestSilenceMs(connection: Standing, nowMs: Ms): Ms {
    const { firewall, silences } = this.#watch
    const { knownFromMs } = firewall
    const { firstMs, lastMs, longestMs } = silences.between(connection.local, connection.remote) ?? {
      firstMs: nowMs,
      lastMs: knownFromMs,
      longestMs: 0,
    }
    return Math.max(longestMs, firstMs - knownFromMs, nowMs - Math.max(knownFromMs, lastMs))
  }
}

interface Known {
  readonly connection: Standing
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
