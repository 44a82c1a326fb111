// The lab in virtual time: each step, and each time that passes, runs all of the session anew in a fresh guest. What was seen stays as it was, since
// the same seed gives the same run; time stands still while somebody thinks; and what is saved is what was run.
import { runScenario } from '../execute/run-scenario.ts'
import { noFault } from '../faults/none.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Bound } from '../model/bound.ts'
import { isClient } from '../model/host.ts'
import { kernelOf } from '../model/observer.ts'
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Action } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import type { Plane } from '../planes/plane.ts'
import { noticedAfter, originOf } from './noticed.ts'
import { type Session, type Stand, withStep, withTime } from './stand.ts'

/** Runs it once, healthy. Rejects with what stands in the way. */
export async function openReplayed(scenario: Scenario, plane: Plane, signal: AbortSignal): Promise<Stand> {
  const session = { scenario, settleMs: 0, steps: [], nowMs: 0 }
  return new Replayed({ session, run: await runOf(session, plane, signal) }, plane, signal)
}

/** What is run for a session: its steps, and whoever may notice something watched until now. */
export function asScenario({ scenario, settleMs, steps, nowMs }: Session): Scenario {
  const { phases: _phases, phase: _phase, ...claim } = scenario
  const [first = { id: 0, atMs: 0, does: noFault() }, ...rest] = steps
  const forMs = Math.max(1, nowMs)
  const [one, ...more] = scenario.hosts
    .filter(isClient)
    .map(({ name }): Bound => ({ expect: 'silence', by: kernelOf(name), since: 0, forMs }))
  return {
    ...claim,
    steps: [first, ...rest],
    bounds: [one ?? { expect: 'silence', by: 'wire', since: 0, forMs }, ...more],
    control: false,
    clock: 'virtual',
    limits: { ...scenario.limits, settleMs: scenario.limits.settleMs + settleMs },
  }
}

/** Rejects with E_UNSUPPORTED for what cannot be shown, and E_STEP for what broke it. */
async function runOf(session: Session, plane: Plane, signal: AbortSignal): Promise<Run> {
  const run = await runScenario(asScenario(session), plane, 'virtual', signal)
  signal.throwIfAborted()
  if (run.error !== undefined) throw new HalfopenError('E_STEP', `Cannot go on: ${run.error}`)
  if (run.verdict.status === 'skip')
    throw new HalfopenError('E_UNSUPPORTED', `Cannot show it here: ${run.verdict.reason}`)
  return { ...run, bounds: [] }
}

/** Most is noticed soon, and hours of programs that talk all the time are long ones for a guest. */
const looksMs: readonly Ms[] = [30_000, 900_000]

interface State {
  readonly session: Session
  readonly run: Run
}

/** An instant that somebody could have named: what comes in the same second is seen as well. */
function roundedUp(ms: Ms): Ms {
  const step = ms < 1_000 ? 100 : 1_000
  return Math.ceil(ms / step) * step
}

class Replayed implements Stand {
  readonly clock = 'virtual'
  readonly #plane: Plane
  readonly #signal: AbortSignal
  readonly #before: State[] = []
  #state: State

  constructor(state: State, plane: Plane, signal: AbortSignal) {
    this.#state = state
    this.#plane = plane
    this.#signal = signal
  }

  get plane() {
    return this.#plane.name
  }

  get session(): Session {
    return this.#state.session
  }

  get run(): Run {
    return this.#state.run
  }

  async take(does: Action): Promise<void> {
    await this.#go(withStep(this.session, does))
  }

  async pass(ms: Ms): Promise<void> {
    await this.#go(withTime(this.session, ms))
  }

  async next(horizonMs: Ms, laterThanMs: Ms): Promise<boolean> {
    const { session } = this
    // A run goes on a little longer than it is asked to: what it showed until then was told.
    const toldMs = Math.max(session.nowMs, laterThanMs)
    for (const lookMs of [...looksMs.filter(ms => ms < horizonMs), horizonMs]) {
      const far = withTime(session, lookMs)
      const run = await runOf(far, this.#plane, this.#signal)
      const [first] = noticedAfter(run, toldMs)
      if (first && session.steps.length > 0) {
        await this.#go({ ...session, nowMs: roundedUp(first.atMs - originOf(run)) })
        return true
      }
      if (lookMs === horizonMs) this.#keep({ session: far, run })
    }
    return false
  }

  async undo(): Promise<void> {
    const last = this.#before.pop()
    if (!last) throw new HalfopenError('E_STEP', 'Cannot take a step back: nothing was done yet')
    this.#state = last
  }

  async look(): Promise<void> {}

  async [Symbol.asyncDispose](): Promise<void> {}

  async #go(session: Session): Promise<void> {
    this.#keep({ session, run: await runOf(session, this.#plane, this.#signal) })
  }

  #keep(state: State): void {
    this.#before.push(this.#state)
    this.#state = state
  }
}
