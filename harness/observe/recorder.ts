// Where every vantage writes down what it saw, and where a run waits for it. Append-only, one clock, closed before anything is undone.
import { after, type Clock, startClock } from '../kit/clock.ts'
import { messageOf } from '../kit/errors.ts'
import type { Heard } from '../kit/line-splitter.ts'
import type { Fault } from '../model/fault.ts'
import type { Observation, Sighting } from '../model/observation.ts'
import type { Cut, InjectionRecord, Line, RunRecord } from '../model/record.ts'
import type { Ms, Vantage } from '../model/units.ts'
import { Kept } from './kept.ts'
import type { Limits } from './thinned.ts'
import { Waiting } from './waiting.ts'

/** Keeps what one run shows. */
export class Recorder {
  readonly clock: Clock = startClock()
  readonly kept = new Kept()
  readonly #speakers: (() => void)[] = []
  readonly #judgedMs: Ms[] = []
  readonly #troubles: string[] = []
  readonly #waiting = new Waiting()
  readonly #injections: Entry[] = []
  #endedAtMs: number | undefined
  #error: string | undefined
  #beside: Pick<RunRecord, 'pcap' | 'replay'> = {}
  #wholeFromMs: Ms | undefined

  get lines(): readonly Line[] {
    return this.kept.lines.all
  }

  get observations(): readonly Observation[] {
    return this.kept.events.all
  }

  /** Where observers went blind, each at the earliest. */
  get cuts(): readonly Cut[] {
    return this.kept.cuts
  }

  /** Whether the watch has ended: what is done from now on is cleaning up. */
  get ended(): boolean {
    return this.#endedAtMs !== undefined
  }

  /** Notes a line of output, at the time of its last byte. */
  line(role: Line['role'], stream: Line['stream'], text: string, { agoMs, cut }: Heard = { agoMs: 0 }): void {
    if (this.ended) return
    this.kept.line({ atMs: this.clock.nowMs() - agoMs, role, stream, text }, cut)
    this.#waiting.notify()
  }

  /** Whether nothing more is kept of a host's output: whoever has it need not read it, and tells by `skipped` how much it is. */
  isFull(role: Line['role']): boolean {
    return this.ended || this.kept.lines.isFull(role)
  }

  skipped(role: Line['role'], sizeBytes: number): void {
    if (this.ended) return
    this.cut(`${role}-app`, this.clock.nowMs(), this.kept.lines.drop(role, sizeBytes))
    this.#waiting.notify()
  }

  /** Notes a sighting, now or at a time that the vantage knows better. */
  event(vantage: Vantage, sighting: Sighting, atMs: number = this.clock.nowMs()): void {
    if (this.ended) return
    this.kept.event({ atMs, vantage, ...sighting }, () => this.#limits())
    this.#waiting.notify()
  }

  /** From here on not all that an observer saw is known. */
  cut(by: Vantage, atMs: Ms, why: string): void {
    if (!this.ended) this.kept.cut(by, atMs, why)
  }

  /** `handOut` gives a program's last words, which no newline followed yet: they count before anything is judged. */
  speaks(handOut: () => void): void {
    this.#speakers.push(handOut)
  }

  /** The instant at which something is judged: all that was said until now is there, and stays as it is. */
  judging(): Ms {
    for (const handOut of this.#speakers) handOut()
    const atMs = this.clock.nowMs()
    this.#judgedMs.push(atMs)
    return atMs
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
    await this.#waiting.until(condition, signal)
  }

  /** Waits for an instant on the run's clock, or until `done` says so; `done` is asked after each note. */
  async passed(untilMs: Ms, done: () => boolean, signal: AbortSignal): Promise<void> {
    using _alarm = after(Math.max(0, untilMs - this.clock.nowMs()), () => this.#waiting.notify())
    await this.until(() => done() || this.clock.nowMs() >= untilMs, signal)
  }

  /**
   * Takes note of a fault as soon as it is in force; its evidence is collected before it is healed. Every event is kept meanwhile: when
   * exactly it came is known only afterwards.
   */
  async addInjection<I extends RecordedInjection>(inject: () => Promise<I>): Promise<I> {
    this.#wholeFromMs = this.clock.nowMs()
    try {
      const live = await inject()
      this.#injections.push({ live })
      return live
    } finally {
      this.#wholeFromMs = undefined
    }
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
    this.#endedAtMs ??= this.judging()
  }

  /** Something that the run stands on has broken: every wait ends with this error. */
  fail(error: Error): void {
    this.#waiting.fail(error)
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
    return {
      ...on,
      startedAt: this.clock.startedAt,
      endedAtMs: this.#endedAtMs ?? wallMs,
      injections: this.#injections.map(asRecord),
      lines: this.kept.lines.inOrder(),
      observations: [...this.observations],
      cuts: this.cuts,
      ...(this.#error === undefined ? {} : { error: this.#error }),
      ...structuredClone(this.#beside),
      troubles: [...this.#troubles, ...this.kept.lines.losses()],
      wallMs,
    }
  }

  /** A fault may come, and heal, only after all that was seen so far: of what is known each is a milestone. */
  #limits(): Limits {
    const turns = this.#injections.flatMap(({ live: { atMs, healedAtMs } }) => [
      atMs,
      ...(healedAtMs === undefined ? [] : [healedAtMs]),
    ])
    return { milestonesMs: [...turns, ...this.#judgedMs], wholeFromMs: this.#wholeFromMs }
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

/** The body's error first, then what disposing threw after it (`await using` nests them the other way round). */
function unwrap(thrown: unknown): unknown[] {
  return thrown instanceof SuppressedError ? [...unwrap(thrown.suppressed), thrown.error] : [thrown]
}
