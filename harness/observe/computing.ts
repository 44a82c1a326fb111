// Which programs computed on and on since a step: who never comes to look at his socket notices nothing, whatever is set on it. proc_pid_stat(5)
import { readdirSync, readlinkSync } from 'node:fs'
import type { Clock } from '../kit/clock.ts'
import { quietly } from '../kit/quietly.ts'
import type { Computed } from '../model/cpu-wait.ts'
import type { RunRecord } from '../model/record.ts'
import type { HostName, Ms } from '../model/units.ts'
import { statOf } from './schedstat.ts'

/**
 * Of one run, in real time as where time is virtual: there it moves when somebody computes without a pause. It is the first thread of a process that
 * counts, where event loops are: of others nobody knows whether they are the ones that read.
 */
export class Computing {
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #processes: () => ByHost
  readonly #steps: { readonly fromMs: Ms; readonly before: ReadonlyMap<number, Ms> }[] = []
  #computed: readonly Computed[] = []

  constructor(clock: Pick<Clock, 'nowMs'>, processes: () => ByHost) {
    this.#clock = clock
    this.#processes = processes
  }

  /** A step is in force: from here on it is counted. */
  turn(): void {
    const pids = this.#processes().flatMap(([, own]) => own)
    this.#steps.push({ fromMs: this.#clock.nowMs(), before: new Map(pids.map(pid => [pid, cpuMs(pid)])) })
  }

  /** Now: before anything is judged. Each step is looked at by itself, as a bound counts from it. */
  look(): void {
    if (this.#steps.length === 0) return
    const toMs = this.#clock.nowMs()
    const now = this.#processes().map(([host, own]) => [host, own.map(pid => [pid, cpuMs(pid)] as const)] as const)
    const found = this.#steps.flatMap(({ fromMs, before }, step) =>
      now.flatMap(([host, own]) => {
        const ran = own.map(([pid, ms]) => ({ pid, ranMs: ms - (before.get(pid) ?? ms) }))
        const leastMs = (toMs - fromMs) * worthTelling
        if (leastMs < shortestMs || ran.every(({ ranMs }) => ranMs < leastMs)) return []
        const ranMs = Math.min(...ran.flatMap(one => (hasSocket(one.pid) ? [one.ranMs] : [])))
        return Number.isFinite(ranMs) && ranMs >= leastMs ? [{ step, host, fromMs, toMs, ranMs }] : []
      }),
    )
    this.#computed = [...this.#computed, ...found]
  }

  record(): Pick<RunRecord, 'computed'> {
    return this.#computed.length === 0 ? {} : { computed: this.#computed }
  }
}

type ByHost = readonly (readonly [HostName, readonly number[]])[]

/** Less than that is work; and so is what is told in too few ticks. */
const worthTelling = 0.05
const shortestMs: Ms = 100

/** Of its first thread, by the 14th and the 15th field, in USER_HZ, which is 100 wherever Linux runs Node; 0 of one that has gone. */
function cpuMs(pid: number): Ms {
  const stat = quietly(() => statOf({ pid, id: pid }))
  return stat ? (Number(stat[14 - 3]) + Number(stat[15 - 3])) * 10 : 0
}

/** A shell that started it has none, but for its output, which may be one. */
function hasSocket(pid: number): boolean {
  const folder = `/proc/${pid}/fd`
  const descriptors = (quietly(() => readdirSync(folder)) ?? []).filter(fd => Number(fd) > 2)
  return descriptors.some(fd => quietly(() => readlinkSync(`${folder}/${fd}`))?.startsWith('socket:') === true)
}
