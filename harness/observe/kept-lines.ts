// What is kept of the programs' output: of each host so much and no more, because a chatty program must not eat the memory of its harness.

import type { Rest } from '../kit/line-splitter.ts'
import type { Cut, Line } from '../model/record.ts'
import { shortened } from '../model/shortened.ts'
import type { HostName, Ms } from '../model/units.ts'
import { LongLines } from './long-lines.ts'
import { sizeText } from './size-text.ts'

/** Of each host. */
const mostLines = 20_000
const mostBytes = 4 << 20

/** The lines of a run, in the order in which they came. */
export class KeptLines {
  readonly #lines: Line[] = []
  readonly #kept = new Map<HostName, { lines: number; sizeBytes: number }>()
  readonly #dropped = new Map<HostName, number>()
  readonly #long = new LongLines()

  get all(): readonly Line[] {
    return this.#lines
  }

  /** Whether nothing more is kept of a host. */
  isFull(host: HostName): boolean {
    const { lines, sizeBytes } = this.#of(host)
    return lines >= mostLines || sizeBytes >= mostBytes
  }

  /** Keeps a line, or gives the reason why it does not. */
  add(line: Line, cut = false): string | undefined {
    const sizeBytes = Buffer.byteLength(line.text)
    if (this.isFull(line.host)) return this.drop(line.host, sizeBytes)
    const before = this.#of(line.host)
    this.#kept.set(line.host, { lines: before.lines + 1, sizeBytes: before.sizeBytes + sizeBytes })
    this.#lines.push(line)
    if (cut) this.#long.add(line, sizeBytes)
    return undefined
  }

  rest(of: Pick<Line, 'host' | 'stream'>, rest: Rest, atMs: Ms): void {
    this.#long.rest(of, rest, atMs)
  }

  /** The lines of which only the beginning is kept. */
  get tooLong(): readonly Cut[] {
    return this.#long.all
  }

  /** Counts what is not kept, and gives the reason. */
  drop(host: HostName, sizeBytes: number): string {
    this.#dropped.set(host, (this.#dropped.get(host) ?? 0) + sizeBytes)
    const { lines } = this.#of(host)
    const limit = lines >= mostLines ? `${mostLines.toLocaleString('en')} lines` : `${mostBytes >> 20} MiB`
    return `its program said more than the ${limit} that are kept`
  }

  /** In the order of their time: a last word that no newline followed is handed out later than it was said. */
  inOrder(): readonly Line[] {
    return this.#lines.toSorted((a, b) => a.atMs - b.atMs)
  }

  /** The last that was kept of a host, for an error's message: what it says again and again once, and of a long line that there was more. */
  lastWords(host: HostName): string | undefined {
    const own = this.#lines.flatMap(line => (line.host === host ? [shortened(line.text)] : []))
    const last = [...new Set(own.toReversed())].slice(0, 5).toReversed()
    const long = this.#long.wordsOf(host)
    return last.length > 0 ? `${last.join(' / ')}${long === undefined ? '' : ` (${long})`}` : undefined
  }

  /** How much was not kept, in words. */
  losses(): readonly string[] {
    return [...this.#dropped].map(
      ([host, sizeBytes]) => `${sizeText(sizeBytes)} of output of the ${host} were not kept`,
    )
  }

  #of(host: HostName): { readonly lines: number; readonly sizeBytes: number } {
    return this.#kept.get(host) ?? { lines: 0, sizeBytes: 0 }
  }
}
