// The lines of which only the beginning was read: how long each of them was, and until when what it said is not known.
import { longestLineBytes, type Rest } from '../kit/line-splitter.ts'
import { appOf } from '../model/observer.ts'
import type { Cut, Line, LongLine } from '../model/record.ts'
import type { HostName, Ms } from '../model/units.ts'
import { sizeText } from './size-text.ts'

/** In the order in which they came. They are few: each takes as much as a line may of all that is kept. */
export class LongLines {
  readonly #lines: { readonly line: Line; readonly long: LongLine }[] = []

  get all(): readonly Cut[] {
    return this.#lines.map(({ line: { host, atMs, text }, long }) => ({
      by: appOf(host),
      atMs,
      why: `of a line of its program ("${beginning(text)}"), ${wordsOf(long)}`,
      line: { ...long },
    }))
  }

  add(line: Line, keptBytes: number): void {
    this.#lines.push({ line, long: { sizeBytes: keptBytes } })
  }

  rest({ host, stream }: Pick<Line, 'host' | 'stream'>, { sizeBytes, ended }: Rest, atMs: Ms): void {
    const open = this.#lines.findLast(({ line }) => line.host === host && line.stream === stream)?.long
    if (!open || open.endedAtMs !== undefined) return
    open.sizeBytes += sizeBytes
    if (ended) open.endedAtMs = atMs
  }

  /** Of the last of a host; undefined where it has printed none. */
  wordsOf(host: HostName): string | undefined {
    const long = this.#lines.findLast(({ line }) => line.host === host)?.long
    return long && `of a line, ${wordsOf(long)}`
  }
}

function wordsOf({ sizeBytes, endedAtMs }: LongLine): string {
  const size = `${sizeText(sizeBytes)} long${endedAtMs === undefined ? ' so far' : ''}`
  return `${size}, only the first ${longestLineBytes >> 10} KiB were read`
}

function beginning(text: string): string {
  return `${text.slice(0, 60).toWellFormed()} ...`
}
