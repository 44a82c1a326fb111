// A fault in force, on any plane: its evidence is taken before it is healed, and it heals by itself when its time has come.
import { after } from '../kit/clock.ts'
import type { Evidence, Spared } from '../model/evidence.ts'
import type { Fault } from '../model/fault.ts'
import type { FoundConnection } from '../model/found.ts'
import type { Sysctls } from '../model/step.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { Injection } from './plane.ts'

/** What an injector has done. */
export interface Injected {
  readonly fault: Fault
  /** Before the decision. */
  readonly atMs: Ms
  /** Surely in force. */
  readonly byMs: Ms
  /** How long each client's kernel had heard nothing, where that is seen. */
  readonly quietMs?: Readonly<Record<HostName, Ms>> | undefined
  /** What each connection was doing right before `atMs`. */
  readonly found?: readonly FoundConnection[] | undefined
  /** Whom it took nothing from, as far as that is seen by now. */
  readonly spared?: readonly Spared[] | undefined
  /** What of each client's kernel moved a timer then. */
  readonly sysctls?: Sysctls | undefined
  /** What was measured or read back, now; undefined when nothing shows that the fault bites. */
  evidence(): Evidence | undefined | Promise<Evidence | undefined>
  /** Undoes it, or says why that cannot be had. */
  readonly heal: (() => void | Promise<void>) | { readonly cannot: string }
  /** Heals by itself so long after `byMs`. */
  readonly forMs?: Ms | undefined
}

/** What an injection stands on. */
export interface InjectedOn {
  readonly recorder: Recorder
  /** What it stands on has died: nothing counts any more, and nothing is healed. */
  readonly broken?: boolean
  /** Ends the run with an error. */
  fail(thrown: unknown): void
}

/** What a plane does around it. */
export interface InjectionHooks {
  /** Takes the evidence, with what must come before and after. */
  measure(take: Injected['evidence']): Promise<Evidence | undefined>
  /** It has been healed. */
  healed?(): void
}

/** The fault as the harness sees it. */
export class ActiveInjection implements Injection {
  readonly fault: Fault
  readonly atMs: Ms
  readonly byMs: Ms
  readonly quietMs: Readonly<Record<HostName, Ms>> | undefined
  readonly sysctls: Sysctls | undefined
  healedAtMs: Ms | undefined
  readonly #on: InjectedOn
  readonly #done: Injected
  readonly #hooks: InjectionHooks
  readonly #timer: Disposable | undefined
  #healing: Promise<void> | undefined
  #evidence: Promise<Evidence | undefined> | undefined

  constructor(on: InjectedOn, done: Injected, hooks: InjectionHooks) {
    this.#on = on
    this.#done = done
    this.#hooks = hooks
    this.fault = done.fault
    this.atMs = done.atMs
    this.byMs = done.byMs
    this.quietMs = done.quietMs
    this.sysctls = done.sysctls
    if (done.forMs === undefined) return
    const restMs = Math.max(0, done.byMs + done.forMs - on.recorder.clock.nowMs())
    this.#timer = after(restMs, () => void this[Symbol.asyncDispose]().catch((thrown: unknown) => on.fail(thrown)))
  }

  /** What each did afterwards is added as it is seen. */
  get found(): readonly FoundConnection[] | undefined {
    return this.#done.found
  }

  /** Known when it is over for a while: what was held up comes then. */
  get spared(): readonly Spared[] | undefined {
    return this.#done.spared
  }

  get cannotHeal(): string | undefined {
    const { heal } = this.#done
    return typeof heal === 'function' ? undefined : heal.cannot
  }

  /** What holds now; after healing, what held until then. */
  async evidence(): Promise<Evidence | undefined> {
    return await (this.#evidence ?? this.#measure())
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#timer?.[Symbol.dispose]()
    this.#healing ??= this.#heal()
    return this.#healing
  }

  async #heal(): Promise<void> {
    const { recorder, broken } = this.#on
    if (broken) return
    const { heal } = this.#done
    this.#evidence = this.#measure()
    await this.#evidence.catch(() => {})
    if (typeof heal !== 'function') return
    await heal()
    this.healedAtMs = recorder.clock.nowMs()
    this.#hooks.healed?.()
  }

  async #measure(): Promise<Evidence | undefined> {
    return await this.#hooks.measure(() => this.#done.evidence())
  }
}
