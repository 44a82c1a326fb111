// The wire vantage: writes down what passes at the client's end of the wire, in few notes, however many bytes there are.
import { after } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import type { HostName, Ms } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { called } from '../host-words.ts'
import type { Connection, ConnectionListener, End } from './connection.ts'
import type { Ending } from './pipe.ts'

/** Bytes of one connection within this time are one note. */
const coalesceMs = 250
const graceMs = 100

/**
 * Hears of every connection of every path and notes: `traffic` when bytes came through both ways; `closed` (FIN) and `reset` (RST) by
 * the client when it sends them, which means that it gave up; by the server only when they have reached the client: an end that a
 * fault swallows is not seen on the wire.
 */
export class Wire implements ConnectionListener {
  readonly #recorder: Recorder
  readonly #born: (connection: Connection) => void
  readonly #seen = new Map<Connection, { upBytes: number; downBytes: number; atMs: Ms }>()
  readonly #hearers: ((connection: Connection, by: End) => void)[] = []
  readonly #off = new Set<HostName>()

  /** `born` is told of every connection that is made. */
  constructor(recorder: Recorder, born: (connection: Connection) => void = () => {}) {
    this.#recorder = recorder
    this.#born = born
  }

  born(connection: Connection): void {
    this.#born(connection)
  }

  /** What this host's kernel sends from now on is no word of its programs: it has no power. */
  ignore(host: HostName): void {
    this.#off.add(host)
  }

  /** Whether a host has no power. */
  ignores(host: HostName): boolean {
    return this.#off.has(host)
  }

  /** Tells from now on of all that a program says. */
  hear(hearer: (connection: Connection, by: End) => void): void {
    this.#hearers.push(hearer)
  }

  said(connection: Connection, by: End): void {
    for (const hearer of this.#hearers) hearer(connection, by)
  }

  passed(connection: Connection): void {
    const { up, down, id, path } = connection
    const last = this.#seen.get(connection) ?? { upBytes: 0, downBytes: 0, atMs: Number.NEGATIVE_INFINITY }
    const atMs = this.#recorder.clock.nowMs()
    const bothWays = up.leftBytes > last.upBytes && down.leftBytes > last.downBytes
    if (!bothWays || atMs < last.atMs + coalesceMs) return
    this.#seen.set(connection, { upBytes: up.leftBytes, downBytes: down.leftBytes, atMs })
    const bytes = `${up.leftBytes} bytes to ${called(path.to)} and ${down.leftBytes} back so far`
    this.#note(connection, 'traffic', `connection ${id}: ${bytes}`)
  }

  ended(connection: Connection, by: End, how: Ending): void {
    const { id, path, down, heardMs } = connection
    if (by === 'to' || this.#off.has(path.from)) return
    const atMs = this.#recorder.clock.nowMs()
    if (!down.endingLeft) this.#recorder.made.left(id, { atMs, ...(heardMs === undefined ? {} : { heardMs }) })
    this.#note(connection, kinds[how], `${called(path.from)} ${verbs[how]} connection ${id} (${how})`)
  }

  delivered(connection: Connection, to: End, how: Ending): void {
    const { id, path, up } = connection
    if (to === 'to' || up.ending) return
    const what = `${called(path.to)}'s side ${verbs[how]} connection ${id} (${how})`
    this.#note(connection, kinds[how], `${what}, and ${called(path.from)} was notified`)
  }

  /** A firewall answered for the other side. */
  refused(connection: Connection, to: End): void {
    const { id, path } = connection
    const what = `the firewall answered a packet of ${called(path[to])} on connection ${id} with a RST`
    this.#note(connection, 'reset', what)
  }

  dropped({ id, path: { from, to } }: Connection): void {
    const message = `Cannot go on: Toxiproxy ended connection ${id}, which neither ${from} nor ${to} had closed`
    // When it died, that is the better reason, and it comes a moment later.
    after(graceMs, () => this.#recorder.fail(new HalfopenError('E_TOXIPROXY', message)))
  }

  #note({ id }: Connection, kind: 'traffic' | 'closed' | 'reset', detail: string): void {
    this.#recorder.event('wire', { kind, detail, connection: id })
  }
}

const kinds = { FIN: 'closed', RST: 'reset' } as const satisfies Record<Ending, string>
const verbs = { FIN: 'closed', RST: 'reset' } as const satisfies Record<Ending, string>
