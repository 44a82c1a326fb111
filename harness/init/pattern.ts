// A pattern from a line that a program said: the longest part of it that says something and is the same the next time.

/** The pattern's source; undefined where all of the line may be different the next time. */
export function patternOf(line: string): string | undefined {
  return sourceOf(longestOf(line))
}

/** The longest part of the line that is the same the next time: empty where there is none. */
export function longestOf(line: string): string {
  return lastingParts(line).toSorted((a, b) => lettersIn(b) - lettersIn(a))[0] ?? ''
}

/** All that is the same the next time. */
export function lastingParts(line: string): readonly string[] {
  return line.split(changing).map(part => part.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
}

/** A pattern of the first words; undefined where they say too little. */
export function sourceOf(text: string): string | undefined {
  const words = text.split(' ').slice(0, mostWords).join(' ')
  return lettersIn(words) < fewestLetters ? undefined : escaped(words)
}

/** Lines of one shape say the same: what changes from one to the next is left out. */
export function shapeOf(line: string): string {
  return line.replaceAll(changing, '#')
}

/** Times, dates, addresses, numbers with their units, ids, and what stands in quotes. */
const changing =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=[a-f]*\d)[0-9a-f]{6,}\b|"[^"]*"|'[^']*'|\[[0-9a-f:]*\]|[\d][\d.,:_/]*(?: ?(?:ms|us|ns|s|kB|MB|B|%)\b)?/gi

const mostWords = 6
const fewestLetters = 3

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
