// By which words a client tells of a loss, whatever its cause: those that it has for two kinds of loss, or else those of each. Pure.
import { beforeCause, isLevel, isLoss } from '../kit/wording/meaning.ts'
import { lastingParts, shapeOf } from '../kit/wording/parts.ts'
import { firstOf, lossIn, patternFor } from '../kit/wording/pattern.ts'

/** What it said, and when. */
export interface Said {
  readonly text: string
  readonly atMs: number
}

/** A pattern, and the line that it was taken from. `of`: the second kind of loss, where none was said of the first. */
export interface Wording {
  readonly pattern: string
  readonly line: Said
  readonly of?: 'second'
}

/** What it said of a loss, and of one of another kind, each since its fault; and what no pattern may match, which it says while all is well. */
export interface Losses {
  readonly first: readonly Said[]
  readonly second: readonly Said[]
  readonly never: readonly string[]
}

/** Undefined where nothing can be a pattern. */
export function lossWording({ first, second, never }: Losses): Wording | undefined {
  const shared = sharedBy(distinct(first), distinct(second), never)
  if (shared) return shared
  const [one, other] = [first, second].map(lines => wordingIn(lines, never))
  if (!one) return other && { ...other, of: 'second' }
  return other && !new RegExp(one.pattern).test(other.line.text)
    ? { ...one, pattern: `${one.pattern}|${other.pattern}` }
    : one
}

/** Of all that lines of both have in common: what comes the earliest in both; then the longest. */
function sharedBy(first: readonly Said[], second: readonly Said[], never: readonly string[]): Wording | undefined {
  const all = first.flatMap(line =>
    second.flatMap(other => {
      const pattern = patternFor(sharedStarts(line.text, other.text), [line.text, other.text], never)
      return pattern === undefined ? [] : [{ pattern, line, totalMs: line.atMs + other.atMs }]
    }),
  )
  const [best] = all.toSorted((a, b) => a.totalMs - b.totalMs || b.pattern.length - a.pattern.length)
  return best && { pattern: best.pattern, line: best.line }
}

/** The first line of a loss, or else the first that can be one. */
function wordingIn(lines: readonly Said[], never: readonly string[]): Wording | undefined {
  const texts = lines.map(({ text }) => text)
  const found = lossIn(texts, never) ?? firstOf(texts, 'lost', never)
  const line = found && lines.find(({ text }) => text === found.line)
  return line && { pattern: found.pattern, line }
}

/** With which whole words parts of both begin that tell of a loss, without its cause, the longest first. */
function sharedStarts(a: string, b: string): readonly string[] {
  const [parts, others] = [a, b].map(text => [...new Set(lastingParts(text).flat())])
  return (parts ?? [])
    .flatMap(one => (others ?? []).map(other => sharedWords(one, other)))
    .filter(words => isLoss(words) && !isLevel(words))
    .map(words => beforeCause(words) ?? words)
    .toSorted((one, other) => other.length - one.length)
}

function sharedWords(a: string, b: string): string {
  const [words, others] = [a.split(' '), b.split(' ')]
  const differs = words.findIndex((word, at) => word !== others[at])
  return (differs === -1 ? words : words.slice(0, differs)).join(' ')
}

/** What says the same again says nothing more. */
function distinct(lines: readonly Said[]): readonly Said[] {
  const byShape = new Map<string, Said>()
  for (const line of lines) if (!byShape.has(shapeOf(line.text))) byShape.set(shapeOf(line.text), line)
  return [...byShape.values()].slice(0, mostLines)
}

/** Of a client that says something else each time. */
const mostLines = 40
