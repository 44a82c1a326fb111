// A file of scenarios that never lets go: it loops, or waits in a call, as it is loaded or in a test, and no timer of its own thread can end it.
// Its worker is watched from here. Others go on; when only such ones are left the run is over.
import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { every, startClock } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { given } from '../kit/format-time.ts'
import type { RunError } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { handedOn } from '../runtime/handed-on.ts'
import { threadTime } from '../runtime/thread-time.ts'
import { type Pulse, Pulses } from '../vitest/pulse.ts'
import { abandon } from './leave.ts'
import { standing } from './standing.ts'

/** A reporter of Vitest's that only watches. Dispose it when the work is done. */
export class Watchdog implements Reporter, Disposable {
  /** The files that have come to their end. */
  readonly ended: TestModule[] = []
  readonly #clock = startClock()
  readonly #hung = Promise.withResolvers<never>()
  readonly #workers = new Map<number, Watched>()
  readonly #watch = new DisposableStack()
  readonly #pulses: Pulses
  readonly #limits: { readonly blockedAfterMs: Ms; readonly spinsAfterMs: Ms }
  #isTold = false
  #interruptedAtMs: Ms | undefined
  #quietLooks = 0
  #hasBegun = false

  /**
   * `blockedAfterMs`: a thread that says nothing for so long is blocked. Building something in a call may take a minute. `spinsAfterMs`: of CPU time,
   * in which a file that is being loaded did not let go once: it is not cut for others who keep the machine busy.
   */
  constructor({ blockedAfterMs = handedOn().blockedAfterMs ?? 120_000, spinsAfterMs = 8_000 } = {}) {
    this.#limits = { blockedAfterMs, spinsAfterMs: Math.min(spinsAfterMs, blockedAfterMs) }
    this.#hung.promise.catch(() => {})
    this.#pulses = this.#watch.use(new Pulses())
    this.#watch.use(every(lookEveryMs, () => this.#look()))
  }

  /** What Vitest does. Rejects with E_BLOCKED where nothing of it goes on. */
  async over<T>(work: Promise<T>): Promise<T> {
    work.catch(() => {})
    return await Promise.race([work, this.#hung.promise]).catch(async (thrown: unknown) => {
      if (thrown instanceof Blocked) await abandon()
      throw thrown
    })
  }

  /** Who does not answer now never will; who does has a while to bring what it runs to its end. */
  interrupted(): void {
    this.#interruptedAtMs = this.#clock.nowMs()
  }

  /** What comes before the files is over. */
  onTestModuleQueued(): void {
    this.#hasBegun = true
  }

  onTestModuleEnd(module: TestModule): void {
    this.ended.push(module)
    this.#hear()
    for (const [thread, { file }] of this.#workers) if (file === module.moduleId) this.#workers.delete(thread)
  }

  [Symbol.dispose](): void {
    this.#watch[Symbol.dispose]()
  }

  #hear(): void {
    for (const pulse of this.#pulses.heard())
      this.#workers.set(pulse.thread, { ...pulse, atMs: this.#clock.nowMs(), ranMs: ranMs(pulse) })
  }

  /** Twice: who was stopped, as a whole process is by its shell, hears nothing before the first look. */
  #look(): void {
    this.#hear()
    const workers = [...this.#workers.values()]
    const askedMs = this.#clock.nowMs() - (this.#interruptedAtMs ?? Number.POSITIVE_INFINITY)
    // There is nothing yet that has to be brought to its end.
    if (workers.length === 0 && !this.#hasBegun && askedMs > answersWithinMs) this.#hung.reject(new Blocked([]))
    const isOver = workers.length > 0 && workers.every(one => this.#isBlocked(one))
    this.#quietLooks = isOver ? this.#quietLooks + 1 : 0
    if (this.#quietLooks < 2 || this.#isTold) return
    this.#isTold = true
    void this.#tell(workers)
  }

  async #tell(workers: readonly Watched[]): Promise<void> {
    const interrupted = this.#interruptedAtMs !== undefined
    const left = workers.map(one => ({ ...one, interrupted, silentMs: this.#clock.nowMs() - one.atMs }))
    // Who interrupts does not wait for more.
    const asked = async (one: (typeof left)[number]) => ({ ...one, at: await standing(one.thread) })
    this.#hung.reject(new Blocked(interrupted ? left : await Promise.all(left.map(asked))))
  }

  /** A file that is being loaded holds nothing that would have to be brought to its end. */
  #isBlocked(one: Watched): boolean {
    const { atMs, loading } = one
    const { blockedAfterMs, spinsAfterMs } = this.#limits
    const nowMs = this.#clock.nowMs()
    if (this.#interruptedAtMs === undefined)
      return nowMs - atMs > blockedAfterMs || (loading && (ranMs(one) ?? 0) - (one.ranMs ?? 0) > spinsAfterMs)
    return loading || nowMs - atMs > answersWithinMs || nowMs - this.#interruptedAtMs > endsWithinMs
  }
}

/** What a worker said last, and when; `ranMs`: how long its thread had run by then. */
type Watched = Pulse & { readonly atMs: Ms; readonly ranMs: Ms | undefined }

function ranMs({ tid }: Pulse): Ms | undefined {
  return tid === undefined ? undefined : threadTime(tid)
}

const lookEveryMs = 500
const answersWithinMs = 3_000
const endsWithinMs = 30_000

/** Nothing goes on any more, and no worker will ever end. */
export class Blocked extends HalfopenError {
  /** A line for each file, relative to the current folder. */
  readonly errors: readonly RunError[]

  constructor(workers: readonly Left[]) {
    const left = workers.map(one => ({ where: relative(process.cwd(), one.file), how: wordsOf(one) }))
    const told = left.map(({ where, how }) => `${where} ${how}`).join('; ')
    super('E_BLOCKED', `Cannot go on: ${told || 'globalSetup did not end'}`, { fix: mend })
    this.errors = left.map(({ where, how }) => ({ where, message: `it ${how}. ${mend} [${this.code}]` }))
  }
}

type Left = Pulse & { readonly silentMs: Ms; readonly interrupted: boolean; readonly at?: string | undefined }

const mend = 'Await what takes its time, with a limit, in a test, a hook or the prepare of a program'

function wordsOf({ loading, test, silentMs, interrupted, at }: Left): string {
  const where = loading ? 'as it is loaded' : test === undefined ? 'outside of its tests' : `in "${test}"`
  const line = at === undefined ? '' : `, at ${at}`
  if (interrupted && loading) return 'was still being loaded'
  if (interrupted && silentMs <= answersWithinMs) return `did not end ${where}`
  return `loops or waits in a call ${where}, for ${given(Math.round(silentMs / 1_000) * 1_000)} now${line}`
}
