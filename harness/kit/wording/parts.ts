// What of a line that a program printed is the same the next time: its words, without the figures, names and fields between them.

/** Its parts that last, each from its first letter to its last one; what says the most of it comes first: its message, then its words, then its fields as well. */
export function lastingParts(line: string): readonly (readonly string[])[] {
  const text = line.slice(0, mostLetters)
  const message = messageField.exec(text)?.slice(1).find(Boolean)
  const words = isObject(text) ? text : text.replaceAll(quoted, '\n').replaceAll(fields, '\n')
  return [...(message === undefined ? [] : [message]), words, text].map(partsOf)
}

/** Lines of one shape say the same: what changes from one to the next is left out. */
export function shapeOf(line: string): string {
  return line.replaceAll(changing, '#')
}

/** Of lines those of which none like it was there before: the same with other figures is no news. */
export function newOf(lines: readonly string[], before: readonly string[]): readonly string[] {
  const known = new Set(before.map(shapeOf))
  return lines.filter(line => !known.has(shapeOf(line)))
}

/** With less of them, a text is in too many lines. */
export function saysEnough(text: string): boolean {
  return lettersIn(text) >= 3
}

export function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

/** Who prints more in one line says what it says at its beginning. */
const mostLetters = 1_000

/** What a logger calls the words that somebody wrote, in JSON or as `msg="..."`. */
const messageField =
  /"(?:msg|message|event)"\s*:\s*"((?:[^"\\]|\\.)*)"|(?<![\w.])(?:msg|message|event)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/i

/** Names, most of the time. */
const quoted = /"[^"]*"|(?<!\p{L})'[^']*'/gu

/** `retry=3`, `queue="jobs"`. */
const fields = /[\w.-]+=(?:"[^"]*"|\S*)/g

/** Addresses, colours of a terminal, ids, times, numbers with their units, and names with a figure in them. */
const changing =
  /(?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/[^\s"']*|\p{Cc}\[[\d;]*[a-z]|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\[[0-9a-f:]*\]|(?<![\p{L}\d_-])[\p{L}_-]*\d(?:[\p{L}\d_]|[.,:/+-]\d)*(?: ?(?:ms|us|ns|s|kB|MB|B|%)(?![\p{L}\d_]))?/giu

/** A line in braces is all fields: its strings are its words. */
function isObject(line: string): boolean {
  return /^\s*\{\s*"/.test(line)
}

function partsOf(text: string): readonly string[] {
  return text
    .replaceAll(changing, '\n')
    .split(/["\p{Cc}\u2028\u2029]/u)
    .map(trimmed)
    .filter(part => part !== '')
}

/** What was opened before it is no part of it: `lost` of `[web-7 web] lost`. */
function trimmed(part: string): string {
  const words = bare(part)
  const behind = bare(words.replace(/^[^()[\]{}]*[)\]}]/, ''))
  return saysEnough(behind) ? behind : words
}

function bare(part: string): string {
  return part.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')
}
