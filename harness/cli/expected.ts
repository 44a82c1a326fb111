// How long scenarios may take by the clock on the wall: by the last report, by how long they watch in real time, or by what most take.
import { sum } from '../kit/sum.ts'
import type { Ms } from '../model/units.ts'
import { planes } from '../planes/all.ts'
import type { About } from '../vitest/about.ts'
import type { LastRuns } from './file-order.ts'

/** What is to be done, by files until they are loaded, and then by tests; and what of it is done. */
export class Expected {
  readonly #last: LastRuns
  readonly #files = new Map<string, { readonly count: number; readonly ms: Ms }>()
  readonly #tests = new Map<string, Ms>()
  readonly #ended = new Set<string>()

  constructor(last: LastRuns) {
    this.#last = last
  }

  /** A file that is to be run. `stem`: what the names of its scenarios begin with. */
  file(stem: string): void {
    const own = this.#of(stem)
    const ms = sum(own.map(({ wallMs }) => wallMs))
    this.#files.set(stem, own.length > 0 ? { count: own.length, ms } : { count: 1, ms: usualMs })
  }

  /** It is loaded: these are its tests. */
  tests(stem: string, names: readonly string[], abouts: readonly Partial<About>[]): void {
    const before = this.#of(stem).length > 0 ? this.#files.get(stem)?.ms : undefined
    this.#files.delete(stem)
    const all = abouts.map(watched)
    const total = sum(all)
    for (const [i, name] of names.entries()) {
      const ms = all[i] ?? usualMs
      this.#tests.set(name, before === undefined ? ms : before * (ms / total))
    }
  }

  /** It is over, however soon that was. */
  ended(name: string): void {
    this.#ended.add(name)
  }

  /** How many there are, and the part of their time that is over. `running`: since when those run that do. */
  share(running: readonly (readonly [name: string, sinceMs: Ms])[]): { readonly of: number; readonly share: number } {
    const files = [...this.#files.values()]
    // Who takes longer than was expected is not done, and is expected to take a little longer still.
    const lateMs = sum(running.map(([name, sinceMs]) => Math.max(0, sinceMs / 0.95 - (this.#tests.get(name) ?? 0))))
    const totalMs = sum([...this.#tests.values(), ...files.map(({ ms }) => ms), lateMs])
    const overMs = sum([...this.#ended].map(name => this.#tests.get(name) ?? 0))
    const partMs = sum(running.map(([, sinceMs]) => sinceMs))
    const of = this.#tests.size + sum(files.map(({ count }) => count))
    return { of, share: totalMs === 0 ? 0 : Math.min(1, (overMs + partMs) / totalMs) }
  }

  #of(stem: string): LastRuns {
    return this.#last.filter(({ scenario }) => scenario === stem || scenario.startsWith(`${stem}/`))
  }
}

/** In real time as long as it watches; a guest needs a second or two for hours. */
function watched({ on, watchMs, beside }: Partial<About>): Ms {
  if (beside === 'too long') return skippedMs
  const inRealTime = on !== undefined && (on.clock === 'real' || !planes[on.plane].boxed)
  return inRealTime && watchMs !== undefined ? watchMs + usualMs : usualMs
}

const usualMs = 1_500
const skippedMs = 5
