// How long bytes take through Toxiproxy, as the tap sees them on both of its sides.
import { hundredths } from '../../kit/format-time.ts'
import type { Ms } from '../../model/units.ts'
import type { Flow } from './connection.ts'
import { flowOf, type Way } from './ways.ts'

/** What has crossed, and what is still inside, that way on the connections that there are; only what entered since an instant counts. */
export class TransitTimes implements Disposable {
  pieces = 0
  soonestMs = Number.POSITIVE_INFINITY
  latestMs = 0
  readonly way: Way
  readonly #flows: readonly Flow[]
  readonly #sinceMs: Ms

  constructor(way: Way, sinceMs: Ms) {
    this.way = way
    this.#flows = way.path.tap.connections.map(connection => flowOf(connection, way.direction))
    this.#sinceMs = sinceMs
    for (const flow of this.#flows) flow.crossed = (enteredAtMs, leftAtMs) => this.#crossed(enteredAtMs, leftAtMs)
  }

  /** How long the oldest piece that has not come out has been inside; 0 where there is none. */
  heldMs(nowMs: Ms): Ms {
    const entered = this.#flows.flatMap(({ inside: [oldest] }) => (oldest ? [oldest.atMs] : []))
    return Math.max(0, ...entered.filter(atMs => atMs >= this.#sinceMs).map(atMs => nowMs - atMs))
  }

  words(nowMs: Ms): string {
    const heldMs = this.heldMs(nowMs)
    const crossed =
      this.pieces > 0
        ? `${this.pieces} ${this.pieces === 1 ? 'piece' : 'pieces'} took ${hundredths(this.soonestMs)} to ${hundredths(this.latestMs)}`
        : 'none came'
    return `${crossed}${heldMs > 0 ? `, held for ${hundredths(heldMs)} so far` : ''}`
  }

  [Symbol.dispose](): void {
    for (const flow of this.#flows) delete flow.crossed
  }

  #crossed(enteredAtMs: Ms, leftAtMs: Ms): void {
    if (enteredAtMs < this.#sinceMs) return
    this.pieces++
    this.soonestMs = Math.min(this.soonestMs, leftAtMs - enteredAtMs)
    this.latestMs = Math.max(this.latestMs, leftAtMs - enteredAtMs)
  }
}
