// What is kept of the programs' output: of each host so much and no more, because a chatty program must not eat the memory of its harness.

import type { Line } from '../model/record.ts'
import { shortened } from '../model/shortened.ts'
import type { HostName } from '../model/units.ts'

/** Of each host. */
const mostLines = 20_000
const mostBytes = 4 << 20

/** The lines of a run, in the order in which they came. */
export class KeptLines {
  readonly #lines: Line[] = []
  readonly #kept = new Map<HostName, { lines: number; sizeBytes: number }>()
  readonly #dropped = new Map<HostName, number>()

  get all(): readonly Line[] {
    return this.#lines
  }

  /** Whether nothing more is kept of a host. */
  isFull(host: HostName): boolean {
    const { lines, sizeBytes } = this.#of(host)
    return lines >= mostLines || sizeBytes >= mostBytes
  }

  /** Keeps a line, or gives the reason why it does not. */
  add(line: Line): string | undefined {
    const sizeBytes = Buffer.byteLength(line.text)
    if (this.isFull(line.host)) return this.drop(line.host, sizeBytes)
    const before = this.#of(line.host)
    this.#kept.set(line.host, { lines: before.lines + 1, sizeBytes: before.sizeBytes + sizeBytes })
    this.#lines.push(line)
    return undefined
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

  /** The last that was kept of a host, for an error's message. */
  lastWords(host: HostName): string | undefined {
    const last = this.#lines.filter(line => line.host === host).slice(-5)
    return last.length > 0 ? last.map(({ text }) => shortened(text)).join(' / ') : undefined
  }

  /** How much was not kept, in words. */
  losses(): readonly string[] {
    return [...this.#dropped].map(
      ([host, sizeBytes]) => `${sizeWords(sizeBytes)} of output of the ${host} were not kept`,
    )
  }

  #of(host: HostName): { readonly lines: number; readonly sizeBytes: number } {
    return this.#kept.get(host) ?? { lines: 0, sizeBytes: 0 }
  }
}

function sizeWords(sizeBytes: number): string {
  if (sizeBytes < 10_000) return `${sizeBytes} bytes`
  return sizeBytes < 10e6
    ? `${Math.round(sizeBytes / 1e3)} kB`
    : `${Math.round(sizeBytes / 1e6).toLocaleString('en')} MB`
}
