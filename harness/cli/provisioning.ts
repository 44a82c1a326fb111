// What a plane needs is made as soon as a file of scenarios asks for that plane, beside those that do not need it.
import type { Reporter, TestModule } from 'vitest/node'
import { after } from '../kit/clock.ts'
import type { PlaneName } from '../model/units.ts'
import { planes } from '../planes/all.ts'

/** Listens to what Vitest collects. What fails here fails again, and is told, in each scenario that needs it. */
export class Provisioning implements Reporter {
  readonly #begun = new Set<PlaneName>()
  readonly #say: (text: string) => void
  readonly #signal: AbortSignal

  /** `signal` ends it. */
  constructor(say: (text: string) => void, signal: AbortSignal) {
    this.#say = say
    this.#signal = signal
  }

  onTestModuleCollected({ children }: Pick<TestModule, 'children'>): void {
    for (const test of children.allTests()) {
      const { on, beside } = test.meta().halfopen ?? {}
      if (on && beside !== 'too long' && test.options.mode !== 'skip') this.#begin(on.plane)
    }
  }

  #begin(name: PlaneName): void {
    if (this.#begun.has(name)) return
    this.#begun.add(name)
    const slow = after(1_000, () => this.#say(`provisioning ${name} (first use: a minute or less)`))
    const made = Promise.resolve(planes[name].prepare?.(this.#signal))
    void made.catch(() => {}).finally(() => slow[Symbol.dispose]())
  }
}
