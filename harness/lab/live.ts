// The lab in real time: the hosts are up, and a step comes when it is taken. Where the plane needs a box, all of it runs in one.
import { choosePlace } from '../execute/place.ts'
import { sleep } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Run } from '../model/report.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import type { Action } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import type { Plane } from '../planes/plane.ts'
import { openLive } from '../runtime/live.ts'
import { notInstalled } from '../runtime/not-installed.ts'
import { judged } from '../verdict/verdicts.ts'
import { openBoxed } from './boxed.ts'
import { noticedAfter, originOf } from './noticed.ts'
import { asScenario } from './replayed.ts'
import type { Session, Stand } from './stand.ts'
import type { Works } from './works.ts'

/** Starts the hosts and sees them healthy. Rejects with what stands in the way. */
export async function openRealTime(scenario: Scenario, plane: Plane, signal: AbortSignal): Promise<Stand> {
  const { box, refused } = await choosePlace(plane, { lastsMs: 0, clock: 'real' }, 'real', signal)
  const cannot =
    refused?.reason ??
    plane.unsupported({ ...scenario, steps: [], bounds: scenario.bounds }) ??
    notInstalled(scenario.hosts.map(({ program }) => program))
  if (cannot !== undefined) throw new HalfopenError('E_UNSUPPORTED', `Cannot show it here: ${cannot}`)
  await Promise.all([plane, ...scenario.hosts.map(({ program }) => program)].map(async one => one.prepare?.(signal)))
  const script = asScript(scenario)
  const works: Works = box ? await openBoxed(box, script, plane.name, signal) : await openLive(script, plane, signal)
  const session = { scenario, settleMs: 0, steps: [], nowMs: 0 }
  const stand = new RealTime(session, works, plane, signal)
  await stand.look()
  return stand
}

class RealTime implements Stand {
  readonly clock = 'real'
  readonly #works: Works
  readonly #plane: Plane
  readonly #signal: AbortSignal
  #session: Session
  #run: Run | undefined

  constructor(session: Session, works: Works, plane: Plane, signal: AbortSignal) {
    this.#session = session
    this.#works = works
    this.#plane = plane
    this.#signal = signal
  }

  get plane() {
    return this.#plane.name
  }

  get session(): Session {
    return this.#session
  }

  get run(): Run {
    if (this.#run) return this.#run
    throw new Error('nobody has looked yet')
  }

  async take(does: Action): Promise<void> {
    await this.#works.take(does)
    const { steps } = this.#session
    const id = steps.length
    const run = await this.#looked([...steps, { id, atMs: 0, does }])
    const atMs = Math.round((run.steps[id]?.byMs ?? 0) - originOf(run))
    this.#session = { ...this.#session, steps: [...steps, { id, atMs, does }] }
  }

  async pass(ms: Ms): Promise<void> {
    await sleep(ms, this.#signal)
    await this.look()
  }

  async next(horizonMs: Ms, laterThanMs: Ms): Promise<boolean> {
    const fromMs = this.run.endedAtMs - originOf(this.run)
    while (this.run.endedAtMs - originOf(this.run) < fromMs + horizonMs) {
      if (noticedAfter(this.run, laterThanMs).length > 0) return true
      await this.pass(lookEveryMs)
    }
    return false
  }

  async undo(): Promise<void> {
    throw new HalfopenError('E_STEP', 'Cannot take a step back: time is real', {
      fix: 'Heal it, or begin anew with --clock virtual',
    })
  }

  async look(): Promise<void> {
    await this.#looked(this.#session.steps)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#works[Symbol.asyncDispose]()
  }

  async #looked(steps: Session['steps']): Promise<Run> {
    const record = await this.#works.soFar()
    const run = { ...judged(asScenario({ ...this.#session, steps }), record, this.#plane.tolerance), bounds: [] }
    this.#run = run
    this.#session = { ...this.#session, nowMs: Math.floor(Math.max(0, run.endedAtMs - originOf(run))) }
    return run
  }
}

const lookEveryMs: Ms = 250
