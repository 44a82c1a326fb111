// A stateful firewall, as the tap can play it: it forgets a connection that was idle for too long, and then what passes is none of its own.

import { after } from '../../kit/clock.ts'
import { hundredths, seconds } from '../../kit/format-time.ts'
import { sum } from '../../kit/sum.ts'
import type { Evidence, Spared } from '../../model/evidence.ts'
import type { Ms } from '../../model/units.ts'
import type { Connection, End } from './connection.ts'

/** Watches connections until it is disarmed. */
export class Firewall {
  /** Resolves when a connection is forgotten for the first time, or when all have outlived the limit twice over. */
  readonly settled: Promise<void>
  readonly #rule: Rule
  readonly #connections: () => readonly Connection[]
  readonly #forgotten = new Map<Connection, Forgotten>()
  readonly #settle: () => void
  readonly #outlived: Disposable
  #timer: Disposable | undefined

  /** Idleness counts from a connection's last byte, also from before the firewall was armed. `connections`: all that there are, asked again and again. */
  constructor(connections: () => readonly Connection[], rule: Rule) {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.settled = promise
    this.#settle = resolve
    this.#rule = rule
    this.#connections = connections
    for (const connection of connections()) connection.longestIdleMs = 0
    this.#outlived = after(2 * rule.idleMs, resolve)
    this.#sweep()
  }

  /** Lets everything through again, and first what was swallowed. What was reset stays so. */
  disarm(): void {
    this.#outlived[Symbol.dispose]()
    this.#timer?.[Symbol.dispose]()
    for (const connection of this.#forgotten.keys()) connection.release()
  }

  /**
   * What it forgot and did since, or that traffic kept all connections alive; undefined when neither holds, when it leaked, or when a
   * silence was not the one that it was to wait for.
   */
  evidence(limitMs: Ms): Evidence | undefined {
    const forgotten = [...this.#forgotten]
    const spared = this.#spared()
    if (forgotten.length === 0) return this.#keptAlive(limitMs, spared)
    if (forgotten.some(([{ up, down }, then]) => up.leftBytes + down.leftBytes > then.leftBytes)) return undefined
    const silences = forgotten.map(([, then]) => then.idleMs)
    const [idleMs, latestMs] = [Math.min(...silences), Math.max(...silences)]
    if (idleMs < limitMs - timerMs || latestMs > limitMs * 1.05 + overdueMs) return undefined
    const entered = forgotten.map(([{ up, down }, then]) => up.enteredBytes + down.enteredBytes - then.enteredBytes)
    const answered = forgotten.map(([, { answers }]) => answers)
    const drops = this.#rule.onNextPacket === 'drop'
    const since = drops ? `${sum(entered)} bytes swallowed` : `${sum(answered)} answered with RST`
    const connections = this.#connections().length
    const which = `${forgotten.length} of ${connections} connections`
    return {
      text: `forgot ${which} after ${hundredths(idleMs)} without a byte, limit ${hundredths(limitMs)}; ${since} since, none let through`,
      facts: {
        forgotten: forgotten.length,
        connections,
        idleMs,
        limitMs,
        ...(drops ? { swallowedBytes: sum(entered) } : { answered: sum(answered) }),
      },
      ...(spared.length > 0 ? { spared } : {}),
    }
  }

  #sweep(): void {
    const { idleMs } = this.#rule
    const open = this.#connections().filter(connection => connection.open && !this.#forgotten.has(connection))
    for (const connection of open) if (connection.idleMs() >= idleMs) this.#forget(connection)
    const restMs = open.map(connection => idleMs - connection.idleMs()).filter(ms => ms > 0)
    this.#timer = after(Math.min(idleMs, ...restMs), () => this.#sweep())
  }

  #forget(connection: Connection): void {
    const { up, down } = connection
    const bytes = { enteredBytes: up.enteredBytes + down.enteredBytes, leftBytes: up.leftBytes + down.leftBytes }
    const entry: Forgotten = { ...bytes, idleMs: connection.idleMs(), answers: 0 }
    this.#forgotten.set(connection, entry)
    if (this.#rule.onNextPacket === 'drop') connection.hold()
    else {
      connection.refuse(end => {
        entry.answers++
        this.#rule.answered(connection, end)
      })
    }
    this.#settle()
  }

  #keptAlive(limitMs: Ms, spared: readonly Spared[]): Evidence | undefined {
    const open = this.#open()
    const idleMs = Math.max(...open.map(longestIdleMs))
    if (open.length === 0 || idleMs >= limitMs) return undefined
    const kept = `${open.length} connection${open.length === 1 ? '' : 's'} kept alive by their traffic`
    return {
      text: `armed; longest idle ${hundredths(idleMs)} of ${hundredths(limitMs)}; ${kept}`,
      facts: { forgotten: 0, connections: open.length, idleMs, limitMs },
      spared,
    }
  }

  /** The paths of which it never forgot a connection. */
  #spared(): readonly Spared[] {
    const keyOf = ({ path: { from, to } }: Connection) => `${from} ${to}`
    const lost = new Set([...this.#forgotten.keys()].map(keyOf))
    const kept = this.#open().filter(one => !lost.has(keyOf(one)))
    return [...Map.groupBy(kept, keyOf).values()].flatMap(all => {
      const [quietest] = all.toSorted((a, b) => longestIdleMs(b) - longestIdleMs(a))
      if (!quietest) return []
      const { from, to } = quietest.path
      const every = seconds(longestIdleMs(quietest))
      return [
        { from, to, why: `kept alive by its own traffic every ${every} at the most: this firewall never forgets it` },
      ]
    })
  }

  #open(): readonly Connection[] {
    return this.#connections().filter(({ open }) => open)
  }
}

function longestIdleMs(connection: Connection): Ms {
  return Math.max(connection.longestIdleMs, connection.idleMs())
}

/** Two readings of the clock are compared. */
const timerMs = 1
/** A busy machine may look so late. */
const overdueMs = 1_000

/** What the firewall does. */
export interface Rule {
  idleMs: Ms
  onNextPacket: 'drop' | 'reset'
  /** A packet of a forgotten connection was answered with a RST. */
  answered(connection: Connection, to: End): void
}

interface Forgotten {
  idleMs: Ms
  enteredBytes: number
  leftBytes: number
  answers: number
}
