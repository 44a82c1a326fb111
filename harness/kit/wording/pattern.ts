// Which pattern to write for a line that a program really printed: a few of its words that last, which say what is meant and not why. The one rule of whatever proposes one.
import { beforeCause, endsItsOpposite, isLevel, isSad, type Meaning, wordsOf } from './meaning.ts'
import { lastingParts, lettersIn, saysEnough } from './parts.ts'

/** A line, and the source of what matches it. */
export interface Suggested {
  readonly line: string
  readonly pattern: string
}

/** Of the first line that tells the most clearly of a loss. `never`: what it must not match. */
export function lossIn(lines: readonly string[], never: readonly string[]): Suggested | undefined {
  return firstOf(clearFirst(lines, 'lost'), 'lost', never)
}

/** Of the first that says the most clearly that all is well; nothing sad among the lines and `never` is matched. */
export function wellIn(
  lines: readonly string[],
  means: 'ready' | 'connected',
  never: readonly string[] = [],
): Suggested | undefined {
  const glad = lines.filter(line => !isSad(line))
  return firstOf(clearFirst(glad, means), means, [...lines, ...never].filter(isSad))
}

/** Of the first line that has one. */
export function firstOf(lines: readonly string[], means: Meaning, never: readonly string[]): Suggested | undefined {
  for (const line of lines) {
    const pattern = patternOf(line, means, never)
    if (pattern !== undefined) return { line, pattern }
  }
  return undefined
}

/** Undefined where all of the line may be different the next time, or says what one of `never` says too. */
export function patternOf(line: string, means: Meaning, never: readonly string[] = []): string | undefined {
  const wordings = lastingParts(line).flatMap(parts => wordingsIn(parts, means))
  return patternFor(wordings, [line], never)
}

/** The first of the wordings that makes a pattern of all these lines, and of none of `never`. */
export function patternFor(
  wordings: readonly string[],
  lines: readonly string[],
  never: readonly string[],
): string | undefined {
  return wordings
    .map(lastWords)
    .filter(saysEnough)
    .flatMap(guarded)
    .find(source => {
      const pattern = new RegExp(source)
      return lines.every(line => pattern.test(line)) && !never.some(line => pattern.test(line))
    })
}

function clearFirst(lines: readonly string[], means: Meaning): readonly string[] {
  return wordsOf[means].flatMap(word => lines.filter(line => word.test(line)))
}

/** What says it without its cause; then what says it; then all, the longest first. */
function wordingsIn(parts: readonly string[], means: Meaning): readonly string[] {
  const brief = means === 'lost' ? parts.flatMap(part => beforeCause(part) ?? []) : []
  const telling = wordsOf[means].flatMap(word => parts.filter(part => word.test(part) && !isLevel(part)))
  const all = parts.toSorted((a, b) => lettersIn(b) - lettersIn(a))
  return [...brief, ...[...telling, ...all].map(part => firstWords(part, means))]
}

/** A few of them, and more where the one that means it comes later. */
function firstWords(text: string, means: Meaning): string {
  const found = wordsOf[means].map(word => word.exec(text)).find(Boolean)
  const upTo = found ? text.slice(0, found.index + found[0].length).split(' ').length : 0
  return text.split(' ').slice(0, Math.max(upTo, mostWords)).join(' ')
}

/** What says it comes last. */
function lastWords(text: string): string {
  return text.split(' ').slice(-mostWords).join(' ')
}

const mostWords = 6

/** As it is, between the ends of words, at the beginning of its line: as little of it as tells it from other lines. */
function guarded(words: string): readonly string[] {
  const source = words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return [endsItsOpposite(words) ? `\\b${source}` : source, `\\b${source}\\b`, `^${source}`]
}
