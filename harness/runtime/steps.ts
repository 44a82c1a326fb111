// What is done to a testbed by the clock: each step at its time, kept with its evidence, and healed at the end, the latest first.
import type { Evidence } from '../model/evidence.ts'
import { type Action, type Heal, isFault, type RunCommand, type Step } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { InForce, Testbed } from '../planes/plane.ts'

/** Carries steps out. Disposing heals whatever still stands, after its evidence was taken. */
export class Steps implements AsyncDisposable {
  readonly #testbed: Testbed
  readonly #recorder: Recorder
  readonly #taken: InForce[] = []

  constructor(testbed: Testbed, recorder: Recorder) {
    this.#testbed = testbed
    this.#recorder = recorder
  }

  /** All so far, in order. */
  get taken(): readonly InForce[] {
    return this.#taken
  }

  /** Carries out a list, each at its time, counted from the moment that the first is in force. */
  async takeAll(steps: readonly Step[], signal: AbortSignal): Promise<void> {
    let originMs: Ms | undefined
    for (const { atMs, does } of steps) {
      if (originMs !== undefined) await this.#recorder.passed(originMs + atMs, () => false, signal)
      const { byMs } = await this.take(does, signal)
      originMs ??= byMs - atMs
    }
  }

  /** Carries one out, now; it counts from 0. Rejects with what stands in its way, and with E_STEP for a command that did not succeed. */
  async take(does: Action, signal: AbortSignal): Promise<InForce> {
    const live = await this.#recorder.addStep(does, () =>
      isFault(does) ? this.#testbed.inject(does, signal) : this.#carryOut(does, signal),
    )
    this.#taken.push(live)
    return live
  }

  /** Heals one, after its evidence was taken. */
  async heal(id: number): Promise<void> {
    await this.#recorder.collectEvidence(id)
    await this.#taken[id]?.[Symbol.asyncDispose]()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await using stack = new AsyncDisposableStack()
    for (const id of this.#taken.keys()) stack.defer(() => this.heal(id))
  }

  async #carryOut(does: RunCommand | Heal, signal: AbortSignal): Promise<InForce> {
    const { clock } = this.#recorder
    const atMs = clock.nowMs()
    const evidence = does.kind === 'heal' ? await this.#healed(does) : await this.#testbed.run(does, signal)
    return done({ atMs, byMs: clock.nowMs(), evidence })
  }

  async #healed({ step }: Heal): Promise<Evidence> {
    await this.heal(step)
    const { healedAtMs, cannotHeal } = this.#taken[step] ?? {}
    if (cannotHeal !== undefined) {
      const text = `step ${step} was not healed: ${cannotHeal}`
      this.#recorder.trouble(text)
      return { text, facts: {} }
    }
    return { text: `step ${step} was healed`, facts: healedAtMs === undefined ? {} : { healedAtMs } }
  }
}

/** Something that is over when it is done: nothing of it stands, and nothing has to be healed. */
function done({ atMs, byMs, evidence }: { atMs: Ms; byMs: Ms; evidence: Evidence }): InForce {
  return { atMs, byMs, evidence: async () => evidence, [Symbol.asyncDispose]: async () => {} }
}
