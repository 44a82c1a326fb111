// A script while it runs: its session, the demands that are still open, and what its testbed could not do.
import { leftOut } from '../execute/beside.ts'
import { HalfopenError } from '../kit/errors.ts'
import { given } from '../kit/format-time.ts'
import { type Verdict, watchMs } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { planes } from '../planes/all.ts'
import type { Plane } from '../planes/plane.ts'
import type { Demand, Session } from '../runtime/session.ts'
import { framesOf } from './frames.ts'
import { type Soft, stepsEnd } from './steps-end.ts'

/** What a script runs in. */
interface Around {
  readonly signal: AbortSignal
  readonly beside: Plane | undefined
}

/** One script on one plane. */
export class ScriptRun {
  readonly session: Session
  readonly claim: string
  /** Aborted when the run is interrupted, or its time is over. */
  readonly signal: AbortSignal
  readonly #beside: Plane | undefined
  readonly #refusals = new Set<unknown>()
  readonly #open = new Set<Promise<unknown>>()
  #run: Promise<Run> | undefined

  /** `beside`: its plane, where it runs there beside a more truthful one. */
  constructor(claim: string, session: Session, { signal, beside }: Around) {
    this.claim = claim
    this.#beside = beside
    this.session = session
    this.signal = signal
  }

  /**
   * A step of the testbed. What it rejects with tells of the testbed and not of the claim, and points at the author's line: `frames` are
   * whose step it is, which a stack that begins in a timer or a pipe does not know.
   */
  async step<T>(taken: Promise<T>, frames: string): Promise<T> {
    return await taken.catch((thrown: unknown) => {
      this.#refusals.add(thrown)
      if (thrown instanceof Error) thrown.stack = `${thrown.name}: ${thrown.message}\n${frames}\n${framesOf(thrown)}`
      throw thrown
    })
  }

  /** Lets time pass. */
  async wait(ms: Ms, frames: string): Promise<void> {
    const waited = async () => {
      await this.#refuseLong(ms)
      await this.session.wait(ms)
    }
    await this.step(waited(), frames)
  }

  /** The verdict on a demand, or on its opposite. */
  async demand(demand: Demand, negated: boolean, frames: string): Promise<Verdict> {
    const watched = async () => {
      await this.#refuseLong(watchMs(demand))
      return await this.session.demand(demand, { negated })
    }
    const verdict = this.step(watched(), frames)
    this.#open.add(verdict)
    return await verdict.finally(() => this.#open.delete(verdict))
  }

  /** Ends the script, once: `thrown` is what its steps ended with, `soft` what failed without ending them. A demand that nobody awaited is waited for. */
  finish(thrown?: unknown, soft?: Soft): Promise<Run> {
    this.#run ??= this.#finish(thrown, soft)
    return this.#run
  }

  /** Nobody knows ahead for how long a script watches: it is left to the more truthful plane when it would be for long. */
  async #refuseLong(ms: Ms): Promise<void> {
    if (!this.#beside) return
    const { hosts, actions } = this.session
    const claim = { hosts, steps: actions.map(does => ({ does })), lastsMs: ms }
    const among = Object.values(planes)
    const left = await leftOut(this.#beside, claim, { watchMs: ms, asked: undefined, among, signal: this.signal })
    if (left)
      throw new HalfopenError('E_UNSUPPORTED', `Cannot watch for ${given(ms)} on ${this.#beside.name}: ${left.reason}`)
  }

  async #finish(thrown: unknown, soft: Soft): Promise<Run> {
    await Promise.allSettled(this.#open)
    const stopped = this.signal.aborted ? { by: this.signal.reason } : undefined
    return await this.session.finish(stepsEnd(thrown, { refusals: this.#refusals, stopped, soft }))
  }
}
