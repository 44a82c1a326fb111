// All that is kept of what a run shows, in bounded memory, and where that was cut: from there an observer is blind.
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

  /** Each observer's first. */
  get cuts(): readonly Cut[] {
    return [...this.#cuts.values()]
  }

  /** `cut`: it was longer than is kept. */
  line(line: Line, cut = false): void {
    const dropped = this.lines.add(line)
    const why = dropped ?? (cut ? 'a line of its program was longer than is kept' : undefined)
    if (why !== undefined) this.cut(appOf(line.host), line.atMs, why)
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
