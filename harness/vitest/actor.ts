// A program in a script's hands: what it has said so far, and what `expect` asks of it.
import type { Observation } from '../model/observation.ts'
import { appOf } from '../model/observer.ts'
import type { HostName, Observer } from '../model/units.ts'
import type { RunningProgram } from '../planes/launch.ts'
import type { Session } from '../runtime/session.ts'

/** A program of a script: what it has said so far, and what `expect` asks of it. */
export class Actor {
  readonly name: string
  readonly host: HostName
  readonly pid: number
  readonly #session: Session

  /** @internal */
  constructor(session: Session, { name, host, pid }: Pick<RunningProgram, 'name' | 'host' | 'pid'>) {
    this.#session = session
    this.name = name
    this.host = host
    this.pid = pid
  }

  /** The testbed that a program belongs to: none of an author's business. @internal */
  static sessionOf(actor: Actor): Session {
    return actor.#session
  }

  /** Whose words these are in a record. */
  get observer(): Observer {
    return appOf(this.host)
  }

  /** All that it has said so far that means something. */
  observations(): readonly Observation[] {
    return this.#session.observations().filter(({ by }) => by === this.observer)
  }

  /** Its answers that were older than the truth. */
  staleAnswers(): readonly Observation[] {
    return this.observations().filter(({ kind }) => kind === 'stale-answer')
  }
}
