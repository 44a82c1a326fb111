// A fault in force on this plane: its evidence is taken before it is healed, after every vantage has looked once more.
import { after } from '../../kit/clock.ts'
import type { Fault } from '../../model/fault.ts'
import type { Ms } from '../../model/units.ts'
import type { Injection } from '../plane.ts'
import type { Bed, Done } from './bed.ts'

/** Turns what an injector has done into an injection. The vantages look at once, because a change of theirs may come with it. */
export function injected(bed: Ground, done: Done): Injection {
  bed.look()
  return new LiveInjection(bed, done)
}

/** The part of a bed that an injection stands on. */
export type Ground = Pick<Bed, 'journal' | 'look' | 'fail' | 'wire'>

class LiveInjection implements Injection {
  readonly fault: Fault
  readonly atMs: Ms
  readonly byMs: Ms
  readonly quietMs: Ms | undefined
  healedAtMs: Ms | undefined
  readonly #bed: Ground
  readonly #done: Done
  readonly #timer: Disposable | undefined
  #healing: Promise<void> | undefined
  #evidence: Promise<string | undefined> | undefined

  constructor(bed: Ground, done: Done) {
    this.#bed = bed
    this.#done = done
    this.fault = done.fault
    this.atMs = done.atMs
    this.byMs = done.byMs
    const heardAtMs = bed.wire.clientHeardAtMs
    this.quietMs = heardAtMs === undefined ? undefined : Math.max(0, done.atMs - heardAtMs)
    if (done.forMs === undefined) return
    const restMs = Math.max(0, done.byMs + done.forMs - bed.journal.clock.nowMs())
    this.#timer = after(restMs, () => void this[Symbol.asyncDispose]().catch((thrown: unknown) => bed.fail(thrown)))
  }

  /** What holds now; after healing, what held until then. */
  async evidence(): Promise<string | undefined> {
    return await (this.#evidence ?? this.#measure())
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#timer?.[Symbol.dispose]()
    this.#healing ??= this.#heal()
    return this.#healing
  }

  async #heal(): Promise<void> {
    const { heal, fault } = this.#done
    this.#evidence = this.#measure()
    await this.#evidence.catch(() => {})
    if (typeof heal !== 'function') {
      this.#bed.journal.trouble(`${fault.kind} was not healed: ${heal.cannot}`)
      return
    }
    await heal()
    this.healedAtMs = this.#bed.journal.clock.nowMs()
    this.#bed.look()
  }

  async #measure(): Promise<string | undefined> {
    this.#bed.look()
    const found = await this.#done.evidence()
    this.#bed.look()
    return found
  }
}
