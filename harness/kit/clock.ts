// The only file that reads a clock or sets a timer: so that "when" means one thing, also where time is virtual.
// From their modules: a test, or a set-up file before it, that fakes the global ones must not stop the clock that it is judged by.
import { performance } from 'node:perf_hooks'
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers'
import { HalfopenError } from './errors.ts'

/** A monotonic clock that starts at 0. */
export interface Clock {
  /** Wall-clock time of the start, ISO 8601. */
  readonly startedAt: string
  /** Milliseconds since the start, with fractions. */
  nowMs(): number
  /** An instant of the system's wall clock, such as a packet's stamp (milliseconds since 1970), on this clock. */
  fromWallMs(wallMs: number): number
}

/** Starts a clock. */
export function startClock(): Clock {
  const startMs = performance.now()
  return {
    startedAt: new Date(performance.timeOrigin + startMs).toISOString(),
    nowMs: () => performance.now() - startMs,
    fromWallMs: wallMs => wallMs - performance.timeOrigin - startMs,
  }
}

/** Waits; rejects with the signal's reason when it is aborted. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  try {
    await (signal ? abortable(signal, promise) : promise)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A limit with a name: aborts after `ms`, or when `parent` does. Its reason says what took too long.
 * Dispose it when the work is done, so that no timer is left.
 */
export function deadline(what: string, ms: number, parent?: AbortSignal): Deadline {
  const own = new AbortController()
  const timer = setTimeout(() => own.abort(overrun(what, ms)), ms)
  const signal = parent ? AbortSignal.any([parent, own.signal]) : own.signal
  return { signal, [Symbol.dispose]: () => clearTimeout(timer) }
}

/** What is told where that took longer. */
export function overrun(what: string, ms: number, fix?: string): HalfopenError {
  const problem = `Cannot ${what}: not done within ${ms / 1000} s`
  return new HalfopenError('E_DEADLINE', problem, fix === undefined ? {} : { fix })
}

/** Whether that is a limit that has passed: what was waited for may have more to say than that. */
export function isOverrun(thrown: unknown): thrown is HalfopenError {
  return thrown instanceof HalfopenError && thrown.code === 'E_DEADLINE'
}

/** A limit in force: its signal, and its end. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal
}

/** Runs `work` under a named limit. What it returns, or the limit's error when that comes first. */
export async function within<T>(
  what: string,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  parent?: AbortSignal,
): Promise<T> {
  using limit = deadline(what, ms, parent)
  return await abortable(limit.signal, work(limit.signal))
}

/** The promise's value, or a rejection with the signal's reason when that is aborted first. */
export async function abortable<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const stop = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', stop)
    promise.catch(() => {})
  }
}

/** Calls `work` every `everyMs` until it is disposed. */
export function every(everyMs: number, work: () => void): Disposable {
  const timer = setInterval(work, everyMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

/** Calls `work` once after `ms`, unless it is disposed before. Never early: Node's own timers fire up to a millisecond before time. */
export function after(ms: number, work: () => void): Disposable {
  const timer = setTimeout(work, Math.ceil(ms) + 1)
  return { [Symbol.dispose]: () => clearTimeout(timer) }
}
