// A path with its own tap and its own proxy: what can be done to it, and nothing of any other path.
import type { Path } from '../../model/observer.ts'
import type { HostName } from '../../model/units.ts'
import type { Tap } from './tap.ts'
import type { Direction, Lateness, Toxics } from './toxics.ts'

/** A path that carries traffic. */
export class TappedPath implements Path {
  readonly from: HostName
  readonly to: HostName
  readonly tap: Tap
  readonly #toxics: Toxics
  readonly #holes: Record<Direction, number> = { upstream: 0, downstream: 0 }

  constructor({ from, to }: Path, tap: Tap, toxics: Toxics) {
    this.from = from
    this.to = to
    this.tap = tap
    this.#toxics = toxics
    tap.leadsThrough(toxics.listen)
  }

  /** Whether bytes go nowhere, in any direction. */
  get stalled(): boolean {
    return this.#holes.upstream + this.#holes.downstream > 0
  }

  /** Stalls a direction until as many `unstall` have followed. */
  async stall(direction: Direction): Promise<void> {
    this.#holes[direction]++
    if (this.#holes[direction] === 1) await this.#toxics.stall(direction, true)
  }

  async unstall(direction: Direction): Promise<void> {
    this.#holes[direction]--
    if (this.#holes[direction] === 0) await this.#toxics.stall(direction, false)
  }

  /** Lets everything of a direction come later; at once again without a `lateness`. */
  async delay(direction: Direction, lateness?: Lateness): Promise<void> {
    await this.#toxics.delay(direction, lateness)
  }

  /** The toxics in force, read back from Toxiproxy. */
  async inForce(direction: Direction): Promise<readonly string[]> {
    return await this.#toxics.inForce(direction)
  }

  /** How late a direction is, read back from Toxiproxy. */
  async lateness(direction: Direction): Promise<Lateness | undefined> {
    return await this.#toxics.lateness(direction)
  }

  /** Connections and RSTs that come while toxics change wait for that, and as long as there is a hole: see `socket-care.ts`. */
  async change(directions: readonly Direction[], update: (direction: Direction) => Promise<void>): Promise<void> {
    this.tap.park()
    await this.tap.attentive(() => Promise.all(directions.map(update)))
    if (!this.stalled) this.tap.unpark()
  }
}
