// Which connections had anything to say, or to read, while a host's programs were stopped: what nobody says none can miss.
import { takesOf } from '../../faults/all.ts'
import { touches } from '../../faults/paths.ts'
import type { Spared } from '../../model/evidence.ts'
import type { Fault } from '../../model/fault.ts'
import { isOn } from '../../model/observer.ts'
import type { Ms } from '../../model/units.ts'
import { nothingTaken } from '../nothing-taken.ts'
import { type Said, wasOverdue } from '../overdue.ts'
import type { Injection } from '../plane.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import type { Connection, End } from './connection.ts'

/** Listens where bytes and ends enter the proxy, from when a fault is in force on. */
export class Spoken {
  readonly #testbed: Heard
  readonly #fault: Fault
  readonly #done: () => Done
  readonly #said = new Map<Connection, Said>()
  readonly #hears: boolean

  /** It came into force at `atMs`, a moment ago. `done`: what is known of it since. */
  constructor(testbed: Heard, { fault, atMs }: { readonly fault: Fault; readonly atMs: Ms }, done: () => Done) {
    this.#testbed = testbed
    this.#fault = fault
    this.#done = done
    this.#hears = takesOf(fault) === 'words'
    for (const one of testbed.connections) if (one.lastByteMs >= atMs) this.#said.set(one, { lastMs: one.lastByteMs })
    if (this.#hears) testbed.wire.hear((connection, by) => this.#hear(connection, by))
  }

  /** Whom it has taken nothing from so far, should it be over in time. */
  get spared(): readonly Spared[] {
    const { paths, connections } = this.#testbed
    const { healedAtMs = Number.POSITIVE_INFINITY } = this.#done()
    if (!this.#hears) return []
    return paths
      .filter(path => touches(this.#fault, path))
      .flatMap(path => {
        const { from, to } = path
        const own = connections.filter(one => isOn(path)(one.path) && one.bornMs <= healedAtMs)
        const silent = own.filter(one => !this.#hadSomething(one)).map(({ id, bornMs }) => ({ id, from, to, bornMs }))
        if (own.length > 0 && silent.length === 0) return []
        const why = nothingTaken(this.#fault, path, { silent, of: own.length })
        const alone = silent.length < own.length ? { connections: silent.map(({ id }) => id) } : {}
        return [{ from, to, ...alone, why, onceOver: true as const }]
      })
  }

  #hear(connection: Connection, by: End): void {
    const { recorder } = this.#testbed
    const atMs = recorder.clock.nowMs()
    const said = this.#said.get(connection) ?? {}
    if (this.#done().healedAtMs === undefined) said.lastMs = atMs
    else said.next ??= { by: connection.path[by], atMs }
    this.#said.set(connection, said)
  }

  /** What a stopped program has not read, or has to say as soon as it goes on, was on its way as well. */
  #hadSomething(connection: Connection): boolean {
    const { atMs, healedAtMs } = this.#done()
    const said = this.#said.get(connection) ?? {}
    if (connection.bornMs >= atMs || said.lastMs !== undefined) return true
    const found = this.#testbed.found?.find(one => one.connection === connection.id)
    if (found && found.unackedBytes > 0) return true
    return wasOverdue(this.#fault, said, healedAtMs, found?.state)
  }
}

type Done = Pick<Injection, 'atMs' | 'healedAtMs'>
type Heard = Pick<ByteTestbed, 'wire' | 'paths' | 'connections' | 'found' | 'recorder'>
