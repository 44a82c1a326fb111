// All that is kept of what a run shows, in bounded memory, and where that was cut: from there an observer is blind.
import type { Rest } from '../kit/line-splitter.ts'
import type { Observation } from '../model/observation.ts'
import { appOf } from '../model/observer.ts'
import type { Cut, Line } from '../model/record.ts'
import type { Ms, Observer } from '../model/units.ts'
import { KeptEvents } from './kept-events.ts'
import { KeptLines } from './kept-lines.ts'
import { KeptPackets } from './kept-packets.ts'
import type { Limits } from './thinned.ts'

/** Lines, events, packets and cuts. */
export class Kept {
  readonly lines = new KeptLines()
  readonly events = new KeptEvents()
  readonly packets = new KeptPackets()
  readonly #cuts = new Map<Observer, Cut>()

  /** Each observer's first that lasts, and the lines that were too long before it. */
  get cuts(): readonly Cut[] {
    const lines = this.lines.tooLong.filter(({ by, atMs }) => !(atMs >= (this.#cuts.get(by)?.atMs ?? Infinity)))
    return [...lines, ...this.#cuts.values()]
  }

  /** `cut`: it was longer than is kept. */
  line(line: Line, cut = false): void {
    const dropped = this.lines.add(line, cut)
    if (dropped !== undefined) this.cut(appOf(line.host), line.atMs, dropped)
  }

  /** More of a line that was cut: of what is no longer kept at all it is a part of that. */
  rest(of: Pick<Line, 'host' | 'stream'>, rest: Rest, atMs: Ms): void {
    this.lines.rest(of, rest, atMs)
  }

  event(event: Observation, limits: () => Limits): void {
    const dropped = this.events.add(event, limits)
    if (dropped !== undefined) this.cut(event.by, event.atMs, dropped)
  }

  cut(by: Observer, atMs: Ms, why: string): void {
    const known = this.#cuts.get(by)
    if (!known || atMs < known.atMs) this.#cuts.set(by, { by, atMs, why })
  }

  /** What has come since a mark, or from the beginning, and the mark to go on from. */
  since({ lines, events }: Mark = { lines: 0, events: 0 }): Fresh {
    const fresh = this.events.since(events)
    const { all } = this.lines
    return { lines: all.slice(lines), observations: fresh.events, mark: { lines: all.length, events: fresh.next } }
  }
}

/** How far somebody has read. */
export interface Mark {
  readonly lines: number
  readonly events: number
}

/** What has come, and how far that is. */
export interface Fresh {
  readonly lines: readonly Line[]
  readonly observations: readonly Observation[]
  readonly mark: Mark
}
