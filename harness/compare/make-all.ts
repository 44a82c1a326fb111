// Everything that is not there yet, several at a time, each told as it is made; an interrupt ends it.
import { startClock } from '../kit/clock.ts'
import { sideBySide } from '../kit/side-by-side.ts'
import { sum } from '../kit/sum.ts'
import type { Ms } from '../model/units.ts'

/** How far it has come. `networkMs`: of what was made now; `leftMs`: an estimate, once there is something to go by. */
export interface Progress {
  readonly done: number
  readonly total: number
  readonly networkMs: Ms
  readonly leftMs?: Ms
}

/** What it goes by. `before`: so many are there already; `missing`: so many are not. */
export interface Making<T> {
  readonly work: readonly T[]
  readonly before: number
  readonly missing: number
  readonly atATime: number
  readonly signal: AbortSignal
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * `make` says what it made. An interrupt ends it without an error: what was under way is lost, and made again the next time.
 */
export async function makeAll<T>(
  { work, before, missing, atATime, signal, onProgress }: Making<T>,
  make: (one: T) => Promise<readonly Made[]>,
): Promise<void> {
  const clock = startClock()
  let made = 0
  let networkMs = 0
  const tell = () => {
    const left = made === 0 ? {} : { leftMs: (clock.nowMs() / made) * (missing - made) }
    onProgress?.({ done: before + made, total: before + missing, networkMs, ...left })
  }
  tell()
  await sideBySide(work, atATime, async one => {
    if (signal.aborted) return
    const now = await make(one) // not within the sums: another one may be counted meanwhile
    made += now.length
    networkMs += sum(now.map(one => one.networkMs))
    tell()
  }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown
  })
}

/** What a measurement says of itself. */
interface Made {
  readonly networkMs: Ms
}
