// The events of a run in bounded number: what decides nothing any more is left out first, and only when that does not help an observer goes blind.
import type { Connection } from '../model/connection.ts'
import type { Observation } from '../model/observation.ts'
import type { Observer } from '../model/units.ts'
import { type Limits, thinned } from './thinned.ts'

/** Of each observer. A client that reconnects in a loop must not fill the record. */
const most = 10_000

/** The events, in the order in which they came. */
export class KeptEvents {
  #events: Observation[] = []
  /** Of each event, how many had come before it: whoever reads what is new must not mind that old ones go. */
  #numbers: number[] = []
  #next = 0
  readonly #counts = new Map<Observer, number>()
  /** Who has seen too much: looking for room again with each event would take longer than the event. */
  readonly #blind = new Set<Observer>()
  #firstExit: Observation | undefined

  get all(): readonly Observation[] {
    return this.#events
  }

  /** The first program that ended. */
  get firstExit(): Observation | undefined {
    return this.#firstExit
  }

  /** Keeps an event, or gives the reason why it does not. */
  add(event: Observation, limits: () => Limits): string | undefined {
    const count = this.#counts.get(event.by) ?? 0
    if (this.#blind.has(event.by) || (count >= most && !this.#makeRoom(event.by, limits())))
      return `it saw more than the ${most.toLocaleString('en')} events that are kept`
    this.#counts.set(event.by, (this.#counts.get(event.by) ?? 0) + 1)
    this.#events.push(event)
    this.#numbers.push(this.#next++)
    if (event.kind === 'exited') this.#firstExit ??= event
    return undefined
  }

  /** What has come since so many had come, and how many it is now. */
  since(number: number): { readonly events: readonly Observation[]; readonly next: number } {
    const before = this.#numbers.findLastIndex(own => own < number)
    return { events: this.#events.slice(before + 1), next: this.#next }
  }

  /** All connections, or of very many those that kept events are about. */
  mentioned(connections: readonly Connection[]): readonly Connection[] {
    if (connections.length <= most) return [...connections]
    const ids = new Set(this.#events.map(({ connection }) => connection))
    return connections.filter(({ id }) => ids.has(id))
  }

  /** Whether it was worth it: else it would have to be done again at once. */
  #makeRoom(by: Observer, limits: Limits): boolean {
    const own = thinned(
      this.#events.filter(seen => seen.by === by),
      limits,
    )
    if (own.length > most * 0.9) {
      this.#blind.add(by)
      return false
    }
    const stays = new Set(own)
    const kept = this.#events.flatMap((event, at) => (event.by !== by || stays.has(event) ? [at] : []))
    this.#events = kept.flatMap(at => this.#events[at] ?? [])
    this.#numbers = kept.flatMap(at => this.#numbers[at] ?? [])
    this.#counts.set(by, own.length)
    return true
  }
}
