// A strip of signs, as wide as a picture in text is: what is drawn on it, and words where there is room for them.
import { type Look, paint, type Style } from '../look.ts'
import { characters, width } from '../wrap.ts'

/** A strip of so many signs. `at`: instants in percent of its width, as a scale gives them. */
export class Strip {
  readonly #signs: { sign: string; style?: Style | undefined }[]

  constructor(columns: number) {
    this.#signs = Array.from({ length: columns }, () => ({ sign: ' ' }))
  }

  /** The column of an instant. */
  at(percent: number): number {
    return Math.round((percent / 100) * (this.#signs.length - 1))
  }

  /** The same sign from one column to another. */
  fill(from: number, to: number, sign: string, style?: Style): void {
    for (let column = from; column <= to; column++) this.#put(column, sign, style)
  }

  /** Words that begin at a column; whether they fit there, with nothing but blanks or `over` below and beside them. */
  write(from: number, words: string, style?: Style, over = ' '): boolean {
    const to = from + width(words)
    const below = this.#signs.slice(Math.max(0, from - 1), to + 1)
    if (from < 0 || to > this.#signs.length || below.some(({ sign }) => sign !== ' ' && sign !== over)) return false
    let column = from
    for (const sign of characters(words)) {
      this.#put(column, sign, style)
      for (let more = 1; more < width(sign); more++) this.#put(column + more, '', style)
      column += width(sign)
    }
    return true
  }

  /** The first of several wordings that has room in what stands between two columns, behind it, or before it. `over`: what it is made of. */
  beside(from: number, to: number, wordings: readonly string[], over?: string): void {
    wordings.some(words => {
      const inside =
        over !== undefined && to - from >= width(words) + 5 && this.write(from + 2, ` ${words} `, undefined, over)
      return inside || this.write(to + 2, words) || this.write(from - 1 - width(words), words)
    })
  }

  /** As text, without the blanks behind it. */
  text(look: Pick<Look, 'colour'>): string {
    const runs: { text: string; style?: Style | undefined }[] = []
    for (const { sign, style } of this.#signs.slice(0, this.#end())) {
      const last = runs.at(-1)
      if (last && last.style === style) last.text += sign
      else runs.push({ text: sign, style })
    }
    return runs.map(({ text, style }) => paint(look, style, text)).join('')
  }

  #end(): number {
    return this.#signs.findLastIndex(({ sign }) => sign !== ' ') + 1
  }

  #put(column: number, sign: string, style: Style | undefined): void {
    if (column >= 0 && column < this.#signs.length) this.#signs[column] = { sign, style }
  }
}
