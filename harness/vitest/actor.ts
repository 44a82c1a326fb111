// A program in a script's hands: what it has said so far, and what `expect` asks of it.
import type { Observation } from '../model/observation.ts'
import type { Host, Vantage } from '../model/units.ts'
import type { ScriptRun } from './script-run.ts'

/** A program of a script: what it has said so far, and what `expect` asks of it. */
export class Actor {
  readonly name: string
  readonly host: Host
  readonly pid: number

  /** @internal */
  constructor(run: ScriptRun, { name, host, pid }: { name: string; host: Host; pid: number }) {
    runs.set(this, run)
    this.name = name
    this.host = host
    this.pid = pid
  }

  /** Whose words these are in a record. */
  get vantage(): Vantage {
    return `${this.host}-app`
  }

  /** All that it has said so far that means something. */
  observations(): readonly Observation[] {
    const seen = runOf(this)?.session.observations() ?? []
    return seen.filter(({ vantage }) => vantage === this.vantage)
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
