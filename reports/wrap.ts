// Text in lines that fit, by the width that it takes on a terminal: words stay whole, names break after a slash, a hyphen or a comma.
import widthOf from 'fast-string-truncated-width'

/** The text, at most `columns` wide, for a place that begins at `indent`: where the other lines begin too. */
export function wrap(text: string, columns: number, indent = 0): string {
  return fold(text, columns - indent).join(`\n${' '.repeat(indent)}`)
}

/** Lines of at most `columns`. A piece that is too long for a line stands in one of its own; `hard`: it is broken. */
export function fold(text: string, columns: number, { at = 'words', hard = false }: Folding = {}): readonly string[] {
  const lines: string[] = []
  let open = ''
  for (const piece of piecesOf(text, at).flatMap(whole => (hard ? broken(whole, columns) : [whole]))) {
    if (open !== '' && width(bare(open + piece)) > columns) {
      lines.push(bare(open))
      open = piece
    } else open += piece
  }
  return width(open) > columns && open.endsWith(' ') ? [...lines, bare(open), ''] : [...lines, open]
}

/** Where lines may end. */
export interface Folding {
  readonly at?: 'words' | 'names'
  readonly hard?: boolean
}

/** How many columns of a terminal it takes. */
export function width(text: string): number {
  return widthOf(text).width
}

/** As wide as that, with blanks behind it. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)))
}

/** As much of it as fits, with a sign that there was more. */
export function clipped(text: string, columns: number): string {
  if (width(text) <= columns) return text
  const [first = ''] = broken(text, columns - 1)
  return `${first.trimEnd()}…`
}

/** The widest of the pieces that stay whole. */
export function widestPiece(text: string, at: Folding['at']): number {
  return Math.max(0, ...piecesOf(text, at).map(piece => width(bare(piece))))
}

/** Each with the blank, the slash or the hyphen behind it. A figure and its unit are one, and so is `2 h 13 min`. */
function piecesOf(text: string, at: Folding['at']): readonly string[] {
  return text.split(at === 'names' ? inNames : afterBlank)
}

const afterBlank = /(?<= )(?<!\d (?=(?:ms|s|min|h|days?)\b|%))(?<!\d (?:min|h|days?) (?=\d+ (?:s|min|h)\b))/
const inNames = new RegExp(`(?<=[/-])(?=[^/\\s-])|(?<=,)(?=\\S)|${afterBlank.source}`)

/** The blank at which a line ends is not shown. */
function bare(line: string): string {
  return line.endsWith(' ') ? line.slice(0, -1) : line
}

function broken(piece: string, columns: number): readonly string[] {
  if (width(bare(piece)) <= columns) return [piece]
  const parts = ['']
  for (const segment of characters(piece)) {
    const last = parts.at(-1) ?? ''
    if (last !== '' && width(bare(last + segment)) > columns) parts.push(segment)
    else parts[parts.length - 1] = last + segment
  }
  return parts
}

/** What people take for one, of however many code points. */
export function characters(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
