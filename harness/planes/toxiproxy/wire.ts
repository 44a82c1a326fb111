// The wire vantage: writes down what passes at the client's end of the wire, in few notes, however many bytes there are.
import { after } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import type { Ms, Role } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { Connection, ConnectionListener } from './connection.ts'
import type { Ending } from './pipe.ts'

/** Bytes of one connection within this time are one note. */
const coalesceMs = 250
const graceMs = 100

/**
 * Hears of every connection and notes: `traffic` when bytes came through both ways; `closed` (FIN) and `reset` (RST) by the
 * client when it sends them, which means that it gave up; by the server only when they have reached the client: an end that
 * a fault swallows is not seen on the wire.
 */
export class Wire implements ConnectionListener {
  readonly #recorder: Recorder
  readonly #seen = new Map<Connection, { upBytes: number; downBytes: number; atMs: Ms }>()
  readonly #dead = new Set<Role>()

  constructor(recorder: Recorder) {
    this.#recorder = recorder
  }

  /** What this program's kernel sends from now on is no word of its own: its host has no power. */
  ignore(role: Role): void {
    this.#dead.add(role)
  }

  passed(connection: Connection): void {
    const { up, down, id } = connection
    const last = this.#seen.get(connection) ?? { upBytes: 0, downBytes: 0, atMs: Number.NEGATIVE_INFINITY }
    const atMs = this.#recorder.clock.nowMs()
    const bothWays = up.leftBytes > last.upBytes && down.leftBytes > last.downBytes
    if (!bothWays || atMs < last.atMs + coalesceMs) return
    this.#seen.set(connection, { upBytes: up.leftBytes, downBytes: down.leftBytes, atMs })
    this.#note('traffic', `connection ${id}: ${up.leftBytes} bytes to the server and ${down.leftBytes} back so far`)
  }

  ended({ id }: Connection, by: Role, how: Ending): void {
    if (by === 'server' || this.#dead.has(by)) return
    this.#note(kinds[how], `the client ${verbs[how]} connection ${id} (${how})`)
  }

  delivered({ id, up }: Connection, to: Role, how: Ending): void {
    if (to === 'server' || up.ending) return
    this.#note(kinds[how], `the server's side ${verbs[how]} connection ${id} (${how}), and the client was told`)
  }

  /** A firewall answered for the other side. */
  refused({ id }: Connection, to: Role): void {
    this.#note('reset', `the firewall answered a packet of the ${to} on connection ${id} with a RST`)
  }

  dropped({ id }: Connection): void {
    const message = `Cannot go on: Toxiproxy ended connection ${id}, which neither client nor server had closed`
    // When it died, that is the better reason, and it comes a moment later.
    after(graceMs, () => this.#recorder.fail(new HalfopenError('E_TOXIPROXY', message)))
  }

  #note(kind: 'traffic' | 'closed' | 'reset', detail: string): void {
    this.#recorder.event('wire', { kind, detail })
  }
}

const kinds = { FIN: 'closed', RST: 'reset' } as const satisfies Record<Ending, string>
const verbs = { FIN: 'closed', RST: 'reset' } as const satisfies Record<Ending, string>
