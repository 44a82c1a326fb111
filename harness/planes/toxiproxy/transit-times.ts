// How long bytes take through Toxiproxy, as the tap sees them on both of its sides.
import type { Ms } from '../../model/units.ts'
import type { Connection, Flow } from './connection.ts'
import type { Direction } from './toxics.ts'

/** What has crossed, and what is still inside, in one direction of the connections that there are; only what entered since an instant counts. */
export class TransitTimes implements Disposable {
  pieces = 0
  soonestMs = Number.POSITIVE_INFINITY
  latestMs = 0
  readonly #flows: readonly Flow[]
  readonly #direction: Direction
  readonly #sinceMs: Ms

  constructor(connections: readonly Connection[], direction: Direction, sinceMs: Ms) {
    this.#flows = connections.map(({ up, down }) => (direction === 'upstream' ? up : down))
    this.#direction = direction
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
        ? `${this.pieces} ${this.pieces === 1 ? 'piece' : 'pieces'} took ${s(this.soonestMs)} to ${s(this.latestMs)}`
        : 'none came'
    return `toward the ${ends[this.#direction]} ${crossed}${heldMs > 0 ? `, held for ${s(heldMs)} so far` : ''}`
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

const ends = { upstream: 'server', downstream: 'client' } as const satisfies Record<Direction, string>

function s(ms: Ms): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
