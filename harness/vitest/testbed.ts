// The `testbed` fixture: a script of several steps, where one fault is not enough.
import { test as base, type TestContext } from 'vitest'
import type { Program } from '../define/command.ts'
import { type Duration, parseMs } from '../define/duration.ts'
import { cast } from '../define/scenario.ts'
import type { Fault } from '../model/fault.ts'
import type { Observation } from '../model/observation.ts'
import type { Host, Vantage } from '../model/units.ts'
import { planeNames, planes } from '../planes/all.ts'
import { openSession, type Session } from '../run/session.ts'
import { choosePlanes } from './chosen.ts'
import { scenarioId } from './scenario-id.ts'

/** Starting one program, or opening the testbed. */
const setupMs = 20_000

/** Vitest's `test` with a `testbed`. Give such a test a timeout that its steps fit into. */
export const test = base.extend<{ testbed: ScriptTestbed }>({
  testbed: async ({ task, signal, onTestFailed }: TestContext, use: (testbed: ScriptTestbed) => Promise<void>) => {
    const [plane = planeNames[0]] = choosePlanes(planeNames).run
    const id = scenarioId(task.file.name, task.name, task.file.tasks.length)
    const session = await openSession({ scenario: id, claim: task.name }, planes[plane], setupMs, signal)
    let failure: string | undefined
    onTestFailed(({ task: { result } }) => {
      failure = result?.errors?.[0]?.message
    })
    try {
      await use(new ScriptTestbed(session))
    } finally {
      failure ??= task.result?.errors?.[0]?.message
      task.meta.halfopen = await session.finish(failure)
    }
  },
})

/** A testbed in a script's hands: start, inject, wait, heal, inject again. */
export class ScriptTestbed {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  /** Starts a server. It is ready when this resolves. */
  async server(name: string, program: Program): Promise<Actor> {
    return await this.#start('server', { ...program, name })
  }

  /** Starts a client. It has been seen healthy when this resolves. */
  async client(program: Program): Promise<Actor> {
    return await this.#start('client', program)
  }

  /** Puts faults into force, one after the other. `await using` heals them at the end of the block. */
  async inject(...faults: readonly [Fault, ...Fault[]]): Promise<AsyncDisposable> {
    const stack = new AsyncDisposableStack()
    for (const fault of faults) stack.use(await this.#session.inject(fault))
    return stack
  }

  /** Lets time pass. */
  async wait(duration: Duration): Promise<void> {
    await this.#session.wait(parseMs(duration))
  }

  async #start(role: Host, program: Program): Promise<Actor> {
    const { name, pid } = await this.#session.start(cast(program, role))
    return new Actor(this.#session, { name, host: role, pid })
  }
}

/** A program of a script: what it has said so far, and what `expect` asks of it. */
export class Actor {
  readonly name: string
  readonly host: Host
  readonly pid: number
  readonly session: Session

  constructor(session: Session, { name, host, pid }: { name: string; host: Host; pid: number }) {
    this.session = session
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
    return this.session.observations().filter(({ vantage }) => vantage === this.vantage)
  }

  /** Its answers that were older than the truth. */
  staleAnswers(): readonly Observation[] {
    return this.observations().filter(({ sign }) => sign === 'stale-answer')
  }
}
