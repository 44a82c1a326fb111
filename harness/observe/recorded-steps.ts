// The steps of a run as they were carried out, each with its evidence: asked for once, because after healing there may be none.
import { messageOf } from '../kit/errors.ts'
import { type Evidence, type Spared, sparing } from '../model/evidence.ts'
import type { FoundConnection } from '../model/found.ts'
import type { Action, StepRecord, Sysctls } from '../model/step.ts'
import type { HostName, Ms } from '../model/units.ts'

/** In the order in which they came into force. */
export class RecordedSteps {
  readonly #entries: Entry[] = []
  readonly #trouble: (text: string) => void

  /** `trouble` is told where evidence cannot be had. */
  constructor(trouble: (text: string) => void) {
    this.#trouble = trouble
  }

  add(does: Action, live: RecordedStep): void {
    this.#entries.push({ id: this.#entries.length, does, live })
  }

  /** Asks a step for its evidence and keeps it. */
  async collect(id: number): Promise<void> {
    const entry = this.#entries[id]
    if (!entry || entry.collected) return
    entry.evidence = await this.#evidenceOf(entry)
    entry.collected = true
  }

  async collectAll(): Promise<void> {
    for (const { id } of this.#entries) await this.collect(id)
  }

  /** All so far, each with what shows now that it bites. */
  async now(): Promise<readonly StepRecord[]> {
    for (const entry of this.#entries) if (!entry.collected) entry.evidence = await this.#evidenceOf(entry)
    return this.records()
  }

  records(): readonly StepRecord[] {
    return this.#entries.map(asRecord)
  }

  /** When steps came into force, and when they were healed. */
  turnsMs(): readonly Ms[] {
    return this.#entries.flatMap(({ live: { atMs, healedAtMs } }) => [
      atMs,
      ...(healedAtMs === undefined ? [] : [healedAtMs]),
    ])
  }

  /** One that cannot be asked shows nothing. */
  async #evidenceOf({ does, live }: Entry): Promise<Evidence | undefined> {
    return await live.evidence().catch((thrown: unknown) => {
      this.#trouble(`no evidence of ${does.kind}: ${messageOf(thrown)}`)
      return undefined
    })
  }
}

/** The part of what is in force that is asked. */
export interface RecordedStep {
  readonly atMs: Ms
  readonly byMs: Ms
  readonly quietMs?: Readonly<Record<HostName, Ms>> | undefined
  readonly found?: readonly FoundConnection[] | undefined
  readonly spared?: readonly Spared[] | undefined
  readonly sysctls?: Sysctls | undefined
  readonly sinceMs?: readonly [Ms, Ms] | undefined
  readonly healedAtMs?: Ms | undefined
  evidence(): Promise<Evidence | undefined>
}

interface Entry {
  readonly id: number
  readonly does: Action
  readonly live: RecordedStep
  collected?: true
  evidence?: Evidence | undefined
}

function asRecord({ id, does, live, evidence }: Entry): StepRecord {
  const { atMs, byMs, quietMs, found, spared = [], sysctls, sinceMs, healedAtMs } = live
  return {
    id,
    does,
    atMs,
    byMs,
    ...(quietMs === undefined ? {} : { quietMs }),
    ...(found === undefined ? {} : { found }),
    ...(sysctls === undefined ? {} : { sysctls }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(healedAtMs === undefined ? {} : { healedAtMs }),
    ...(evidence === undefined ? {} : { evidence: sparing(evidence, spared) }),
  }
}
