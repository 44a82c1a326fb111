// Everything that is not there yet, several at a time, each told as it is made; an interrupt ends it.
import { startClock } from '../kit/clock.ts'
import { sideBySide } from '../kit/side-by-side.ts'
import type { Ms } from '../model/units.ts'

/** How far it has come. `leftMs`: an estimate, once there is something to go by. */
export interface Progress {
  readonly done: number
  readonly total: number
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
 * `make` says how many it made. An interrupt ends it without an error: what was under way is lost, and made again the next time.
 */
export async function makeAll<T>(
  { work, before, missing, atATime, signal, onProgress }: Making<T>,
  make: (one: T) => Promise<number>,
): Promise<void> {
  const clock = startClock()
  let made = 0
  const tell = () => {
    const left = made === 0 ? {} : { leftMs: (clock.nowMs() / made) * (missing - made) }
    onProgress?.({ done: before + made, total: before + missing, ...left })
  }
  tell()
  await sideBySide(work, atATime, async one => {
    if (signal.aborted) return
    const more = await make(one) // not within the sum: another one may be counted meanwhile
    made += more
    tell()
  }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown
  })
}
