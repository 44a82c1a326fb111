// Where every observer writes down what it saw, and where a run waits for it. Append-only, one clock, closed before anything is undone.
import { after, type Clock, startClock } from '../kit/clock.ts'
import { messageOf, unwrap } from '../kit/errors.ts'
import type { Heard } from '../kit/line-splitter.ts'
import type { Connection } from '../model/connection.ts'
import type { LinkRecord } from '../model/link-record.ts'
import type { Lookup } from '../model/lookup.ts'
import type { Observation, Sighting } from '../model/observation.ts'
import { appOf } from '../model/observer.ts'
import type { BeforeRecord, Cut, Line, RunRecord } from '../model/record.ts'
import type { Action, StepRecord } from '../model/step.ts'
import type { HostName, Ms, Observer } from '../model/units.ts'
import { Connections } from './connections.ts'
import { CpuWaits } from './cpu-waits.ts'
import { Kept } from './kept.ts'
import { KeptLookups } from './kept-lookups.ts'
import { LastWords } from './last-words.ts'
import { type RecordedStep, RecordedSteps } from './recorded-steps.ts'
import type { Limits } from './thinned.ts'
import { Waiting } from './waiting.ts'

/** Keeps what one run shows. */
export class Recorder {
  readonly clock: Clock = startClock()
  readonly kept = new Kept()
  readonly waits = new CpuWaits(this.clock)
  readonly lastWords = new LastWords()
  readonly #judgedMs: Ms[] = []
  readonly #troubles: string[] = []
  readonly #before: BeforeRecord[] = []
  readonly #lookups = new KeptLookups()
  readonly #waiting = new Waiting()
  readonly made = new Connections(() => this.ended)
  readonly #steps = new RecordedSteps(text => this.trouble(text))
  #readLinks: () => readonly LinkRecord[] | undefined = () => undefined
  #links: readonly LinkRecord[] | undefined
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

  /** Every connection so far, in the order of their ids. */
  get connections(): readonly Connection[] {
    return this.made.all
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
  line(host: HostName, stream: Line['stream'], text: string, { agoMs, cut }: Heard = { agoMs: 0 }): void {
    if (this.ended) return
    this.kept.line({ atMs: this.clock.nowMs() - agoMs, host, stream, text }, cut)
    this.#waiting.notify()
  }

  /** Whether nothing more is kept of a host's output: whoever has it need not read it, and tells by `skipped` how much it is. */
  isFull(host: HostName): boolean {
    return this.ended || this.kept.lines.isFull(host)
  }

  skipped(host: HostName, sizeBytes: number): void {
    if (this.ended) return
    this.cut(appOf(host), this.clock.nowMs(), this.kept.lines.drop(host, sizeBytes))
    this.#waiting.notify()
  }

  /** Notes a sighting, now or at a time that the observer knows better. */
  event(by: Observer, sighting: Sighting & Pick<Observation, 'connection'>, atMs: number = this.clock.nowMs()): void {
    if (this.ended) return
    this.kept.event({ atMs, by, ...sighting }, () => this.#limits())
    this.#waiting.notify()
  }

  /** From here on not all that an observer saw is known. */
  cut(by: Observer, atMs: Ms, why: string): void {
    if (!this.ended) this.kept.cut(by, atMs, why)
  }

  /** Notes a command that ran before a host's program: what it said is no word of that program. */
  before(ran: BeforeRecord): void {
    this.#before.push(ran)
  }

  /** Notes a question for a name, and what it was answered. */
  lookup(lookup: Lookup): void {
    if (!this.ended) this.#lookups.add(lookup)
  }

  /** The instant at which something is judged: all that was said until now is there, and stays as it is. */
  judging(): Ms {
    this.lastWords.handOut()
    this.waits.look()
    this.waits.computing.look()
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

  /** A connection was made: gives it its id. */
  connected(connection: Omit<Connection, 'id'>): number {
    return this.made.add(connection)
  }

  /** Takes note of a step as soon as it is in force. Every event is kept meanwhile: when exactly it came is known only afterwards. */
  async addStep<S extends RecordedStep>(does: Action, take: () => Promise<S>): Promise<S> {
    this.#wholeFromMs = this.clock.nowMs()
    this.kept.packets.turn()
    try {
      const live = await take()
      this.#steps.add(does, live)
      this.waits.computing.turn()
      return live
    } finally {
      this.#wholeFromMs = undefined
    }
  }

  /** Asks a step for its evidence and keeps it: once, because after healing there may be none. */
  async collectEvidence(id: number): Promise<void> {
    await this.#steps.collect(id)
  }

  /** All steps so far, each with what shows now that it bites. */
  async stepsNow(): Promise<readonly StepRecord[]> {
    return await this.#steps.now()
  }

  /** What links are like is read when the watch ends, before anything is healed. */
  atTheEnd(readLinks: () => readonly LinkRecord[]): void {
    this.#readLinks = readLinks
  }

  /** Collects all evidence and ends the watch: what comes later is of our own cleaning up. */
  async end(): Promise<void> {
    await this.lastWords.heardOut()
    await this.#steps.collectAll()
    this.#links ??= this.#readLinks()
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
      steps: this.#steps.records(),
      ...this.waits.record(this.#steps.turnsMs()[0] ?? wallMs),
      ...(this.#before.length === 0 ? {} : { before: this.#before }),
      ...(this.#links === undefined ? {} : { links: this.#links }),
      ...(this.#lookups.all.length === 0 ? {} : { lookups: structuredClone(this.#lookups.all) }),
      ...this.kept.packets.record(this.#endedAtMs ?? wallMs),
      lines: this.kept.lines.inOrder(),
      observations: [...this.observations],
      connections: this.kept.events.mentioned(this.connections),
      cuts: this.cuts,
      ...(this.#error === undefined ? {} : { error: this.#error }),
      ...structuredClone(this.#beside),
      troubles: [...this.#troubles, ...this.kept.lines.losses(), ...this.#lookups.losses()],
      wallMs,
    }
  }

  /** A fault may come, and heal, only after all that was seen so far: of what is known each is a milestone. */
  #limits(): Limits {
    return { milestonesMs: [...this.#steps.turnsMs(), ...this.#judgedMs], wholeFromMs: this.#wholeFromMs }
  }
}
