// The kernels' vantage: state and timers of the sockets under test, read when a timer is due, when the wire turns, and seldom otherwise.
import { after } from '../kit/clock.ts'
import { messageOf } from '../kit/errors.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Recorder } from './recorder.ts'
import { Watched, type WatchedKernel } from './watched-kernel.ts'

/**
 * Notes `traffic` when a connection is ESTABLISHED, `lost`, `closed` or `reset` when it ends otherwise than by its own program, and
 * `recovered` when its peer answers again. Looking costs 0.1 ms, and an idle connection is looked at ever more seldom.
 */
export class Kernels implements Disposable {
  readonly #recorder: Recorder
  readonly #watched = new Map<HostName, Watched>()
  readonly #refresh: () => void
  #timer: Disposable | undefined
  #activeAtMs: Ms
  /** When to look next. */
  #dueAtMs: Ms = Number.POSITIVE_INFINITY
  #polling = false
  #open = true

  /** `refresh` makes the wire tell what has passed until now: a socket's end is explained by it. */
  constructor(recorder: Recorder, refresh: () => void) {
    this.#recorder = recorder
    this.#refresh = refresh
    this.#activeAtMs = recorder.clock.nowMs()
  }

  /** From now on this kernel is looked at with the others. */
  watch(kernel: WatchedKernel): void {
    this.#watched.set(kernel.host, new Watched(kernel))
  }

  /** Something has happened on the wire: looks now, and again when it has had its effect. */
  onActivity(): void {
    this.#activeAtMs = this.#recorder.clock.nowMs()
    this.poll()
  }

  /** Looks now. The next look follows by itself. */
  poll(): void {
    if (!this.#open || this.#polling) return
    this.#polling = true
    try {
      const watched = [...this.#watched.values()]
      const { clock } = this.#recorder
      const late = clock.nowMs() > this.#dueAtMs + lateMs
      for (const one of watched) one.read(clock, late)
      this.#refresh()
      const dueMs = watched.map(one => one.tell(this.#recorder))
      const nowMs = clock.nowMs()
      const quietMs = nowMs - this.#activeAtMs
      const seldomMs = quietMs < settleMs ? settleMs : Math.max(fallbackMs, quietMs)
      const nextMs = Math.min(seldomMs, ...dueMs)
      this.#dueAtMs = nowMs + nextMs
      this.#timer?.[Symbol.dispose]()
      this.#timer = after(nextMs, () => this.poll())
    } catch (thrown) {
      this.#recorder.fail(thrown instanceof Error ? thrown : new Error(messageOf(thrown)))
    } finally {
      this.#polling = false
    }
  }

  /** What this kernel does from now on is no word of its own; with `false` it is again, for new connections. */
  ignore(host: HostName, ignored = true): void {
    this.#watched.get(host)?.ignore(ignored)
  }

  [Symbol.dispose](): void {
    this.#open = false
    this.#timer?.[Symbol.dispose]()
  }
}

/** Without a reason to look. It grows with the time in which nothing has happened. */
const fallbackMs = 250
/** By then a packet that was seen at the router has arrived and was dealt with. */
const settleMs = 2
/** A look that comes so long after its time may have missed what a timer did meanwhile. */
const lateMs = 250
