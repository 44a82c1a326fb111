// The testbed in a script's hands: start, inject, wait, heal, inject again.
import type { Program } from '../define/command.ts'
import { type Duration, parseMs } from '../define/duration.ts'
import { checkFault } from '../define/fault-check.ts'
import { cast } from '../define/scenario.ts'
import type { Fault } from '../model/fault.ts'
import type { Host } from '../model/units.ts'
import { Actor } from './actor.ts'
import type { ScriptRun } from './script-run.ts'

/** A testbed in a script's hands: start, inject, wait, heal, inject again. */
export class ScriptTestbed {
  readonly #run: ScriptRun

  /** @internal */
  constructor(run: ScriptRun) {
    this.#run = run
  }

  /** Starts a server. It is ready when this resolves. */
  async server(name: string, program: Program): Promise<Actor> {
    return await this.#start('server', { ...program, name })
  }

  /** Starts a second server, which takes over. It is ready when this resolves. */
  async standby(name: string, program: Program): Promise<Actor> {
    return await this.#start('standby', { ...program, name })
  }

  /** Starts a client. It has been seen healthy when this resolves. */
  async client(program: Program): Promise<Actor> {
    return await this.#start('client', program)
  }

  /** Puts faults into force, one after the other. `await using` heals them at the end of the block. */
  async inject(...faults: readonly [Fault, ...Fault[]]): Promise<AsyncDisposable> {
    const stack = new AsyncDisposableStack()
    for (const fault of faults) stack.use(await this.#run.step(this.#run.session.inject(checkFault(fault))))
    return stack
  }

  /** Lets time pass. */
  async wait(duration: Duration): Promise<void> {
    await this.#run.step(this.#run.session.wait(parseMs(duration)))
  }

  async #start(role: Host, program: Program): Promise<Actor> {
    const { name, pid } = await this.#run.step(this.#run.session.start(cast(program, role)))
    return new Actor(this.#run, { name, host: role, pid })
  }
}
