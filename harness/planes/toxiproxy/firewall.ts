// A stateful firewall, as the tap can play it: it forgets a connection that was idle for too long, and then what passes is none of its own.

import { after } from '../../kit/clock.ts'
import { hundredths } from '../../kit/format-time.ts'
import { sum } from '../../kit/sum.ts'
import type { Evidence } from '../../model/evidence.ts'
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

  /** What it forgot and did since, or that traffic kept all connections alive; undefined when neither holds, or when it leaked. */
  evidence(): Evidence | undefined {
    const forgotten = [...this.#forgotten]
    if (forgotten.length === 0) return this.#keptAlive()
    if (forgotten.some(([{ up, down }, then]) => up.leftBytes + down.leftBytes > then.leftBytes)) return undefined
    const idleMs = Math.max(...forgotten.map(([, then]) => then.idleMs))
    const entered = forgotten.map(([{ up, down }, then]) => up.enteredBytes + down.enteredBytes - then.enteredBytes)
    const answered = forgotten.map(([, { answers }]) => answers)
    const drops = this.#rule.onNextPacket === 'drop'
    const since = drops ? `${sum(entered)} bytes swallowed` : `${sum(answered)} answered with RST`
    const connections = this.#connections().length
    const which = `${forgotten.length} of ${connections} connections`
    return {
      text: `forgot ${which} after ${hundredths(idleMs)} without a byte, limit ${hundredths(this.#rule.idleMs)}; ${since} since, none let through`,
      facts: {
        forgotten: forgotten.length,
        connections,
        idleMs,
        limitMs: this.#rule.idleMs,
        ...(drops ? { swallowedBytes: sum(entered) } : { answered: sum(answered) }),
      },
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

  #keptAlive(): Evidence | undefined {
    const open = this.#connections().filter(connection => connection.open)
    const longestMs = Math.max(...open.map(connection => Math.max(connection.longestIdleMs, connection.idleMs())))
    if (open.length === 0 || longestMs >= this.#rule.idleMs) return undefined
    const kept = `${open.length} connection${open.length === 1 ? '' : 's'} kept alive by their traffic`
    return {
      text: `armed; longest idle ${hundredths(longestMs)} of ${hundredths(this.#rule.idleMs)}; ${kept}`,
      facts: { forgotten: 0, connections: open.length, idleMs: longestMs, limitMs: this.#rule.idleMs },
    }
  }
}

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
