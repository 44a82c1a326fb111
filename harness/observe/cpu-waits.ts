// Looks again and again how long the programs of a run, and the harness, waited for a CPU. In real time only: where time is virtual nobody waits.
import { type Clock, every } from '../kit/clock.ts'
import type { CpuWait, Waited } from '../model/cpu-wait.ts'
import { waitedBetween } from '../model/cpu-wait.ts'
import type { RunRecord } from '../model/record.ts'
import type { HostName, Ms } from '../model/units.ts'
import { Computing } from './computing.ts'
import { countsRunDelay, isRunnable, ownTurns, threadsOf, turnsOf } from './schedstat.ts'

/** The processes of each host by now, and those of the plane that carry packets. */
export interface Watched {
  readonly hosts: readonly (readonly [HostName, readonly number[]])[]
  readonly carriers?: readonly number[]
}

/** Of one run. Nothing is looked at before `begin`. */
export class CpuWaits {
  /** Whose processes they are: the testbed knows. */
  processes: () => Watched = () => ({ hosts: [] })
  /** Who computed meanwhile, on any clock. */
  readonly computing: Computing
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #last = new Map<number, Ms>()
  readonly #looks: Look[] = []
  #timer: Disposable | undefined
  #lastAtMs: Ms = 0

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
    this.computing = new Computing(clock, () => this.processes().hosts)
  }

  /** Looks until there is a record, where the kernel counts. */
  begin(): void {
    if (!countsRunDelay()) return
    this.#count()
    this.#lastAtMs = this.#clock.nowMs()
    this.#timer = every(lookMs, () => this.look())
  }

  /** Looks no more: those that were looked at are about to go. */
  end(): void {
    this.#timer?.[Symbol.dispose]()
    this.#timer = undefined
  }

  /** Now: before anything is judged. */
  look(): void {
    const toMs = this.#clock.nowMs()
    if (!this.#timer || toMs <= this.#lastAtMs) return
    this.#looks.push({ fromMs: this.#lastAtMs, toMs, waited: new Map() })
    const newMs = toMs - this.#lastAtMs
    const waits = this.#count(newMs)
    // Whatever kept it from looking in time, kept it from noting what came meanwhile.
    waits.set(harness, Math.max(waits.get(harness) ?? 0, newMs - latestMs))
    for (const [who, ms] of waits) this.#fill(who, ms)
    this.#lastAtMs = toMs
  }

  /** What was lost until now, at the most. */
  since(fromMs: Ms, excused: readonly HostName[] = []): Waited {
    return waitedBetween(this.#looks.map(asWait), [fromMs, this.#clock.nowMs()], excused)
  }

  /** Whether a program is at something now, or in line for a CPU: it may have an answer in hand. Never where time is virtual. */
  isAtWork(): boolean {
    return (
      this.#timer !== undefined && this.processes().hosts.some(([, pids]) => pids.flatMap(threadsOf).some(isRunnable))
    )
  }

  /** What was noticeable from a while before an instant on, and the end of looking; nothing where there was none. */
  record(atMs: Ms): Pick<RunRecord, 'cpuWaits' | 'computed'> {
    this.end()
    return { ...this.all(atMs), ...this.computing.record() }
  }

  /** The same, and it goes on. */
  all(atMs: Ms): Pick<RunRecord, 'cpuWaits'> {
    if (this.#lastAtMs === 0) return {}
    return {
      cpuWaits: this.#looks
        .filter(({ toMs }) => toMs > atMs - beforeMs)
        .map(asWait)
        .filter(isNoticeable),
    }
  }

  /** What came to each since the last time. Who is new was not there for longer than that. */
  #count(newMs: Ms = 0): Map<string, Ms> {
    const sums = new Map<string, Ms>()
    const add = (who: string, id: number, waitedMs: Ms | undefined) => {
      if (waitedMs === undefined) return
      const last = this.#last.get(id)
      this.#last.set(id, waitedMs)
      const more = last === undefined ? Math.min(newMs, waitedMs) : Math.max(0, waitedMs - last)
      sums.set(who, (sums.get(who) ?? 0) + more)
    }
    const { hosts, carriers = [] } = this.processes()
    const all = [...hosts, [harness, carriers] as const]
    for (const [who, pids] of all)
      for (const thread of pids.flatMap(threadsOf)) add(who, thread.id, turnsOf(thread)?.waitedMs)
    add(harness, own, ownTurns()?.waitedMs)
    return sums
  }

  /** A wait is told when it is over: it fills the look in which it ended, and what is more than that the looks before. */
  #fill(who: string, ms: Ms): void {
    let restMs = ms
    for (const { fromMs, toMs, waited } of this.#looks.toReversed()) {
      if (restMs <= 0) return
      const had = waited.get(who) ?? 0
      const takenMs = Math.min(restMs, toMs - fromMs - had)
      waited.set(who, had + takenMs)
      restMs -= takenMs
    }
  }
}

interface Look {
  readonly fromMs: Ms
  readonly toMs: Ms
  readonly waited: Map<string, Ms>
}

/** A fiftieth of what is looked at is not worth telling. */
function isNoticeable({ fromMs, toMs, hosts, harnessMs }: CpuWait): boolean {
  return [harnessMs, ...Object.values(hosts)].some(ms => ms > (toMs - fromMs) / 50)
}

function asWait({ fromMs, toMs, waited }: Look): CpuWait {
  const figures = [...waited].map(([who, ms]) => [who, Math.round(ms * 1_000) / 1_000] as const)
  return {
    fromMs,
    toMs,
    hosts: Object.fromEntries(figures.filter(([who]) => who !== harness)),
    harnessMs: figures.find(([who]) => who === harness)?.[1] ?? 0,
  }
}

/** No host's name has such a character, and no thread such a number. */
const [harness, own] = ['(harness)', 0] as const

const lookMs = 200
/** A timer that fires later than that was held up. */
const latestMs: Ms = lookMs + 50
const beforeMs = 2_000
