// A program in a script's hands: what it has said so far, and what `expect` asks of it.
import type { Observation } from '../model/observation.ts'
import { appOf } from '../model/observer.ts'
import type { HostName, Observer } from '../model/units.ts'
import type { RunningProgram } from '../planes/launch.ts'
import type { ScriptRun } from './script-run.ts'

/** A program of a script: what it has said so far, and what `expect` asks of it. */
export class Actor {
  readonly name: string
  readonly host: HostName
  readonly pid: number

  /** @internal */
  constructor(run: ScriptRun, { name, host, pid }: Pick<RunningProgram, 'name' | 'host' | 'pid'>) {
    runs.set(this, run)
    this.name = name
    this.host = host
    this.pid = pid
  }

  /** Whose words these are in a record. */
  get observer(): Observer {
    return appOf(this.host)
  }

  /** All that it has said so far that means something. */
  observations(): readonly Observation[] {
    const seen = runOf(this)?.session.observations() ?? []
    return seen.filter(({ by }) => by === this.observer)
  }

  /** Its answers that were older than the truth. */
  staleAnswers(): readonly Observation[] {
    return this.observations().filter(({ kind }) => kind === 'stale-answer')
  }
}

const runs = new WeakMap<Actor, ScriptRun>()

/** The script that a program belongs to. */
export function runOf(actor: Actor): ScriptRun | undefined {
  return runs.get(actor)
}
