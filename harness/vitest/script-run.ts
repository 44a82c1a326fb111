// A script while it runs: its session, the demands that are still open, and what its testbed could not do.
import type { Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import type { Demand, Session } from '../runtime/session.ts'
import { framesOf } from './frames.ts'
import { type Soft, stepsEnd } from './steps-end.ts'

/** One script on one plane. */
export class ScriptRun {
  readonly session: Session
  readonly claim: string
  readonly #signal: AbortSignal
  readonly #refusals = new Set<unknown>()
  readonly #open = new Set<Promise<unknown>>()
  #run: Promise<Run> | undefined

  constructor(claim: string, session: Session, signal: AbortSignal) {
    this.claim = claim
    this.session = session
    this.#signal = signal
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

  /** The verdict on a demand, or on its opposite. */
  async demand(demand: Demand, negated: boolean, frames: string): Promise<Verdict> {
    const verdict = this.step(this.session.demand(demand, { negated }), frames)
    this.#open.add(verdict)
    return await verdict.finally(() => this.#open.delete(verdict))
  }

  /** Ends the script, once: `thrown` is what its steps ended with, `soft` what failed without ending them. A demand that nobody awaited is waited for. */
  finish(thrown?: unknown, soft?: Soft): Promise<Run> {
    this.#run ??= this.#finish(thrown, soft)
    return this.#run
  }

  async #finish(thrown: unknown, soft: Soft): Promise<Run> {
    await Promise.allSettled(this.#open)
    const stopped = this.#signal.aborted ? { by: this.#signal.reason } : undefined
    return await this.session.finish(stepsEnd(thrown, { refusals: this.#refusals, stopped, soft }))
  }
}
