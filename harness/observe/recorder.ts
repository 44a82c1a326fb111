// Where every vantage writes down what it saw, and where a run waits for it. Append-only, one clock, closed before anything is undone.
import { abortable, after, type Clock, startClock } from '../kit/clock.ts'
import { messageOf, unwrap } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import type { Observation, Sighting } from '../model/observation.ts'
import type { InjectionRecord, Line, RunRecord } from '../model/record.ts'
import type { Ms, Vantage } from '../model/units.ts'

/** More than this is not kept: a chatty program must not eat the memory of its harness. */
const keptLines = 20_000

/** Keeps what one run shows. */
export class Recorder {
  readonly clock: Clock = startClock()
  readonly #lines: Line[] = []
  readonly #observations: Observation[] = []
  readonly #troubles: string[] = []
  readonly #waiting = new Set<() => void>()
  readonly #injections: Entry[] = []
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

  /** From here on lines were not kept. */
  get cutAtMs(): Ms | undefined {
    return this.#cut?.fromMs
  }

  /** Whether the watch has ended: what is done from now on is cleaning up. */
  get ended(): boolean {
    return this.#endedAtMs !== undefined
  }

  /** Notes a line of output, now. */
  line(role: Line['role'], stream: Line['stream'], text: string): void {
    if (this.#endedAtMs !== undefined) return
    const atMs = this.clock.nowMs()
    if (this.#lines.length < keptLines) this.#lines.push({ atMs, role, stream, text })
    else this.#cut = { fromMs: this.#cut?.fromMs ?? atMs, lines: (this.#cut?.lines ?? 0) + 1 }
    this.#notify()
  }

  /** Notes a sighting, now or at a time that the vantage knows better. */
  event(vantage: Vantage, sighting: Sighting, atMs: number = this.clock.nowMs()): void {
    if (this.#endedAtMs !== undefined) return
    this.#observations.push({ atMs, vantage, ...sighting })
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

  /** Takes note of a fault as soon as it is in force; its evidence is collected before it is healed. */
  addInjection(injection: RecordedInjection): void {
    this.#injections.push({ live: injection })
  }

  /** Asks an injection for its evidence and keeps it: once, because after healing there may be none. */
  async collectEvidence(injection: RecordedInjection): Promise<void> {
    const entry = this.#injections.find(({ live }) => live === injection)
    if (!entry || entry.collected) return
    entry.collected = true
    entry.evidence = await this.evidenceOf(injection)
  }

  /** What shows, now, that a fault bites. An injection that cannot be asked shows nothing. */
  async evidenceOf(injection: RecordedInjection): Promise<string | undefined> {
    return await injection.evidence().catch((thrown: unknown) => {
      this.trouble(`no evidence of ${injection.fault.kind}: ${messageOf(thrown)}`)
      return undefined
    })
  }

  /** Collects all evidence and ends the watch: what comes later is of our own cleaning up. */
  async end(): Promise<void> {
    for (const { live } of this.#injections) await this.collectEvidence(live)
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
      injections: this.#injections.map(asRecord),
      lines: [...this.#lines],
      observations: [...this.#observations],
      ...(cut ? { cutAtMs: cut.fromMs } : {}),
      ...(this.#error === undefined ? {} : { error: this.#error }),
      ...structuredClone(this.#beside),
      troubles: [...this.#troubles, ...(cut ? [`${cut.lines} lines of output were not kept`] : [])],
      wallMs,
    }
  }

  #notify(): void {
    for (const resolve of this.#waiting) resolve()
  }
}

/** The part of an injection that the recorder asks. */
export interface RecordedInjection {
  readonly fault: Fault
  readonly atMs: Ms
  readonly byMs: Ms
  readonly quietMs?: Ms | undefined
  readonly sinceMs?: readonly [Ms, Ms] | undefined
  readonly healedAtMs?: Ms | undefined
  evidence(): Promise<string | undefined>
}

interface Entry {
  live: RecordedInjection
  collected?: true
  evidence?: string | undefined
}

function asRecord({ live, evidence }: Entry): InjectionRecord {
  const { fault, atMs, byMs, quietMs, sinceMs, healedAtMs } = live
  return {
    fault,
    atMs,
    byMs,
    ...(quietMs === undefined ? {} : { quietMs }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(healedAtMs === undefined ? {} : { healedAtMs }),
    ...(evidence === undefined ? {} : { evidence }),
  }
}
