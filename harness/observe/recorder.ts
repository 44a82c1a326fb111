// Where every vantage writes down what it saw, and where a run waits for it. Append-only, one clock, closed before anything is undone.
import { abortable, after, type Clock, startClock } from '../kit/clock.ts'
import { messageOf, unwrap } from '../kit/errors.ts'
import type { Connection } from '../model/connection.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Observation, Sighting } from '../model/observation.ts'
import type { Cut, Line, RunRecord } from '../model/record.ts'
import type { Action, StepRecord } from '../model/step.ts'
import type { HostName, Ms, Observer } from '../model/units.ts'

/** More than this is not kept: a chatty program must not eat the memory of its harness. */
const keptLines = 20_000

/** Keeps what one run shows. */
export class Recorder {
  readonly clock: Clock = startClock()
  readonly #lines: Line[] = []
  readonly #observations: Observation[] = []
  readonly #troubles: string[] = []
  readonly #waiting = new Set<() => void>()
  readonly #connections: Connection[] = []
  readonly #steps: Entry[] = []
  readonly #broken = new AbortController()
  #endedAtMs: number | undefined
  #error: string | undefined
  #beside: Pick<RunRecord, 'pcap' | 'replay'> = {}
  #cut: { fromMs: Ms; lines: number } | undefined

  get lines(): readonly Line[] {
    return this.#lines
  }

  get observations(): readonly Observation[] {
    return this.#observations
  }

  /** Every connection so far, in the order of their ids. */
  get connections(): readonly Connection[] {
    return this.#connections
  }

  /** What was cut short so far. */
  get cuts(): readonly Cut[] {
    return []
  }

  /** From here on lines were not kept. */
  get cutAtMs(): Ms | undefined {
    return this.#cut?.fromMs
  }

  /** Whether the watch has ended: what is done from now on is cleaning up. */
  get ended(): boolean {
    return this.#endedAtMs !== undefined
  }

  /** Notes a line of output, now. */
  line(host: HostName, stream: Line['stream'], text: string): void {
    if (this.#endedAtMs !== undefined) return
    const atMs = this.clock.nowMs()
    if (this.#lines.length < keptLines) this.#lines.push({ atMs, host, stream, text })
    else this.#cut = { fromMs: this.#cut?.fromMs ?? atMs, lines: (this.#cut?.lines ?? 0) + 1 }
    this.#notify()
  }

  /** Notes a sighting, now or at a time that the observer knows better. */
  event(by: Observer, sighting: Sighting & Pick<Observation, 'connection'>, atMs: number = this.clock.nowMs()): void {
    if (this.#endedAtMs !== undefined) return
    this.#observations.push({ atMs, by, ...sighting })
    this.#notify()
  }

  /** Notes something that went wrong without touching the verdict. */
  trouble(text: string): void {
    this.#troubles.push(text)
  }

  /** What lies beside the record: the packets' file, and the commands as they are carried out. */
  attach(beside: Pick<RunRecord, 'pcap' | 'replay'>): void {
    this.#beside = beside
  }

  /** Resolves when `condition` holds, which is asked after each note. Rejects with the signal's reason, or when the run is broken. */
  async until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, this.#broken.signal])
    while (!condition()) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.add(resolve)
      await abortable(either, promise).finally(() => this.#waiting.delete(resolve))
    }
  }

  /** Waits for an instant on the run's clock, or until `done` says so; `done` is asked after each note. */
  async passed(untilMs: Ms, done: () => boolean, signal: AbortSignal): Promise<void> {
    using _alarm = after(Math.max(0, untilMs - this.clock.nowMs()), () => this.#notify())
    await this.until(() => done() || this.clock.nowMs() >= untilMs, signal)
  }

  /** A connection was made: gives it its id. */
  connected(connection: Omit<Connection, 'id'>): number {
    const id = this.#connections.length + 1
    this.#connections.push({ id, ...connection })
    return id
  }

  /** Takes note of a step as soon as it is in force; its evidence is collected before it is healed. */
  addStep(id: number, does: Action, live: RecordedStep): void {
    this.#steps.push({ id, does, live })
  }

  /** Asks a step for its evidence and keeps it: once, because after healing there may be none. */
  async collectEvidence(id: number): Promise<void> {
    const entry = this.#steps[id]
    if (!entry || entry.collected) return
    entry.evidence = await this.#evidenceOf(entry)
    entry.collected = true
  }

  /** All steps so far, each with what shows now that it bites. */
  async stepsNow(): Promise<readonly StepRecord[]> {
    for (const entry of this.#steps) if (!entry.collected) entry.evidence = await this.#evidenceOf(entry)
    return this.#steps.map(asRecord)
  }

  /** Collects all evidence and ends the watch: what comes later is of our own cleaning up. */
  async end(): Promise<void> {
    for (const { id } of this.#steps) await this.collectEvidence(id)
    this.#endedAtMs ??= this.clock.nowMs()
  }

  /** Something that the run stands on has broken: every wait ends with this error. */
  fail(error: Error): void {
    this.#broken.abort(error)
  }

  /** Before the end of the watch this broke the run; after it, it is a trouble. */
  blame(thrown: unknown): void {
    const [first, ...rest] = unwrap(thrown)
    if (this.#endedAtMs === undefined && this.#error === undefined) this.#error = messageOf(first)
    else this.trouble(messageOf(first))
    for (const next of rest) this.trouble(messageOf(next))
  }

  /** All that was seen. */
  record(on: Pick<RunRecord, 'plane' | 'clock' | 'box' | 'kernel'>): RunRecord {
    const wallMs = this.clock.nowMs()
    const cut = this.#cut
    return {
      ...on,
      startedAt: this.clock.startedAt,
      endedAtMs: this.#endedAtMs ?? wallMs,
      steps: this.#steps.map(asRecord),
      lines: [...this.#lines],
      observations: [...this.#observations],
      connections: [...this.#connections],
      cuts: [],
      ...(cut ? { cutAtMs: cut.fromMs } : {}),
      ...(this.#error === undefined ? {} : { error: this.#error }),
      ...structuredClone(this.#beside),
      troubles: [...this.#troubles, ...(cut ? [`${cut.lines} lines of output were not kept`] : [])],
      wallMs,
    }
  }

  /** What shows, now, that a step bites. One that cannot be asked shows nothing. */
  async #evidenceOf({ does, live }: Entry): Promise<Evidence | undefined> {
    return await live.evidence().catch((thrown: unknown) => {
      this.trouble(`no evidence of ${does.kind}: ${messageOf(thrown)}`)
      return undefined
    })
  }

  #notify(): void {
    for (const resolve of this.#waiting) resolve()
  }
}

/** The part of what is in force that the recorder asks. */
export interface RecordedStep {
  readonly atMs: Ms
  readonly byMs: Ms
  readonly quietMs?: Readonly<Record<HostName, Ms>> | undefined
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
  const { atMs, byMs, quietMs, sinceMs, healedAtMs } = live
  return {
    id,
    does,
    atMs,
    byMs,
    ...(quietMs === undefined ? {} : { quietMs }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(healedAtMs === undefined ? {} : { healedAtMs }),
    ...(evidence === undefined ? {} : { evidence }),
  }
}
