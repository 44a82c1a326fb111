// A table whose columns fit: as wide as what is longest in them where there is room; where there is not, what is too long folds under its own column.
import { type Look, paint, type Style } from './look.ts'
import { plain } from './plain.ts'
import { type Folding, fold, padded, widestPiece, width } from './wrap.ts'

/**
 * Every row as its lines. A row with fewer cells than there are columns gives its last one all that is left. What is in it cannot
 * steer the terminal.
 */
export function grid(columns: readonly Column[], given: readonly Row[], look: Look): readonly (readonly string[])[] {
  const rows = given.map(row => ({ ...row, cells: row.cells.map(plain) }))
  const widths = fitted(columns, rows, look.columns - margin.length)
  return rows.map(row => linesOf(row, columns, widths, look))
}

/** Whether no word has to be broken for them to fit. */
export function staysWhole(columns: readonly Column[], given: readonly Row[], { columns: room }: Look): boolean {
  const rows = given.map(row => ({ ...row, cells: row.cells.map(plain) }))
  return total(piecesOf(rows, columns), gapsOf(columns)) <= room - margin.length
}

/** A column. */
export interface Column {
  readonly at?: Folding['at']
  /** Of what has to be narrower this one keeps so many times as much as the others; 1 where absent. */
  readonly weight?: number
  /** None of its words is broken as long as those of all columns fit, however long one is. */
  readonly whole?: boolean
  /** The blanks behind it. */
  readonly gap?: number
}

/** A row: its cells, and how they look. */
export interface Row {
  readonly cells: readonly string[]
  readonly styles?: readonly (Style | undefined)[]
}

const margin = ' '

/** The blanks between columns: behind each but the last. */
function gapsOf(columns: readonly Column[]): readonly number[] {
  return columns.map(({ gap = 2 }, i) => (i === columns.length - 1 ? 0 : gap))
}

function linesOf({ cells, styles = [] }: Row, columns: readonly Column[], widths: readonly number[], look: Look) {
  const gaps = gapsOf(columns)
  const lines = cells.map((cell, i) => {
    const spans = i === cells.length - 1 && i < columns.length - 1
    const room = spans ? look.columns - margin.length - total(widths.slice(0, i), gaps) : (widths[i] ?? 0)
    const { at = 'words' } = spans ? {} : (columns[i] ?? {})
    return { parts: fold(cell, room, { at, hard: true }), room, gap: ' '.repeat(gaps[i] ?? 0), style: styles[i] }
  })
  const height = Math.max(1, ...lines.map(({ parts }) => parts.length))
  const drawn = Array.from({ length: height }, (_, line) => {
    const shown = lines.map(({ parts, room, gap, style }) => {
      const part = (parts[line] ?? '').trimEnd()
      return paint(look, part === '' ? undefined : style, part) + ' '.repeat(Math.max(0, room - width(part))) + gap
    })
    return `${margin}${shown.join('')}`.trimEnd()
  })
  return drawn.filter((line, i) => i === 0 || line !== '')
}

/**
 * Of what is too wide the widest gives first: down to what four of five cells of its column need, then down to whole words, and only then are those
 * broken. One long cell makes no column wide.
 */
function fitted(columns: readonly Column[], rows: readonly Row[], room: number): readonly number[] {
  const cells = columns.map((_, i) => cellsOf(rows, i, columns))
  const all = cells.map(own => own.map(width).sort((a, b) => a - b))
  const usual = all.map(sorted => sorted[Math.floor(sorted.length * 0.8)] ?? 0)
  const words = piecesOf(rows, columns).map((each, i) => (columns[i]?.whole ? each : Math.min(longest, each)))
  let widths = all.map(sorted => sorted.at(-1) ?? 0)
  const last = words.map(each => Math.min(shortest, each))
  for (const least of [usual.map((each, i) => Math.max(each, words[i] ?? 0)), words, last])
    widths = narrowed(widths, { least, weights: columns.map(({ weight = 1 }) => weight), gaps: gapsOf(columns), room })
  return widths
}

/** The widest word of each column. */
function piecesOf(rows: readonly Row[], columns: readonly Column[]): readonly number[] {
  return columns.map(({ at }, i) => Math.max(0, ...cellsOf(rows, i, columns).map(cell => widestPiece(cell, at))))
}

function narrowed(from: readonly number[], { least, weights, gaps, room }: Narrowing): number[] {
  const widths = [...from]
  const share = (i: number) => (widths[i] ?? 0) / (weights[i] ?? 1)
  while (total(widths, gaps) > room) {
    const able = widths.flatMap((each, i) => (each > (least[i] ?? 0) ? [i] : []))
    const [widest] = able.sort((a, b) => share(b) - share(a))
    if (widest === undefined) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

interface Narrowing {
  readonly least: readonly number[]
  readonly weights: readonly number[]
  readonly gaps: readonly number[]
  readonly room: number
}

function total(widths: readonly number[], gaps: readonly number[]): number {
  return widths.reduce((sum, each, i) => sum + each + (gaps[i] ?? 0), 0)
}

/** A word is broken where it is longer than people write them. */
const longest = 16
const shortest = 6

/** A cell that spans several columns is no reason to make one of them wider. */
function cellsOf(rows: readonly Row[], i: number, { length }: readonly Column[]): readonly string[] {
  return rows.flatMap(({ cells }) => (cells.length < length && i === cells.length - 1 ? [] : (cells[i] ?? [])))
}

/** A sentence that folds under its own beginning. */
export function sentence(words: string, look: Look, { indent = 1, more = indent, style }: Indented = {}): string {
  const lines = fold(plain(words), look.columns - more, { hard: true })
  return lines.map((line, i) => ' '.repeat(i === 0 ? indent : more) + paint(look, style, line)).join('\n')
}

/** `more`: of its other lines. */
export interface Indented {
  readonly indent?: number
  readonly more?: number
  readonly style?: Style
}

/** A name and its words, which fold under their own beginning. */
export function labelled(name: string, words: string, look: Look, indent = 5): string {
  const start = ' '.repeat(indent + 10)
  const lines = fold(plain(words), look.columns - start.length, { hard: true })
  return `${' '.repeat(indent)}${paint(look, 'dim', padded(name, 9))} ${lines.join(`\n${start}`)}`
}
