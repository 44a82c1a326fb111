// By which words a client tells of a loss, whatever its cause: those that it has for two kinds of loss, or else what stands before the cause. Pure.
import { lastingParts, longestOf, shapeOf, sourceOf } from './pattern.ts'

/** What it said, and when. */
interface Said {
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
  const isFree = (pattern: string) => !never.some(text => new RegExp(pattern).test(text))
  const shared = sharedBy(distinct(first), distinct(second), isFree)
  if (shared) return shared
  const [one, other] = [first, second].map(lines => wordingIn(lines, isFree))
  if (!one) return other && { ...other, of: 'second' }
  return other && !new RegExp(one.pattern).test(other.line.text)
    ? { ...one, pattern: `${one.pattern}|${other.pattern}` }
    : one
}

/** Of all that lines of both begin with: the one that comes the earliest in both, which has a word of a loss in it; then the longest. */
function sharedBy(first: readonly Said[], second: readonly Said[], isFree: IsFree): Wording | undefined {
  const all = first.flatMap(line =>
    second.flatMap(other => {
      const words = sharedStart(line.text, other.text)
      const pattern = isLoss(words) ? sourceOf(beforeCause(words) ?? words) : undefined
      return pattern !== undefined && isFree(pattern) ? [{ pattern, line, totalMs: line.atMs + other.atMs }] : []
    }),
  )
  const [best] = all.toSorted((a, b) => a.totalMs - b.totalMs || b.pattern.length - a.pattern.length)
  return best && { pattern: best.pattern, line: best.line }
}

/** The first line of a loss, or else the first that can be one. */
function wordingIn(lines: readonly Said[], isFree: IsFree): Wording | undefined {
  const all = lines.flatMap(line => {
    const patterns = [...lastingParts(line.text).map(beforeCause), longestOf(line.text)].map(words =>
      sourceOf(words ?? ''),
    )
    const pattern = patterns.find(one => one !== undefined && isFree(one))
    return pattern === undefined ? [] : [{ pattern, line }]
  })
  return all.find(({ line }) => isLoss(line.text)) ?? all[0]
}

type IsFree = (pattern: string) => boolean

/** `session error` of `session error heartbeat missed`, `price fetch failed` of `price fetch failed: timeout`. */
function beforeCause(words: string): string | undefined {
  const ends = Array.from(words.matchAll(lossItself), ({ index, 0: word }) => index + word.length)
  // A word by itself, such as a level, is in other lines too.
  const end = ends.find(at => /\p{L}\P{L}+\p{L}/u.test(words.slice(0, at).replace(level, '')))
  return end === undefined ? undefined : words.slice(0, end)
}

/** The longest that a lasting part of both begins with, in whole words. */
function sharedStart(a: string, b: string): string {
  const starts = lastingParts(a).flatMap(one => lastingParts(b).map(other => sharedWords(one, other)))
  return starts.reduce((longest, start) => (start.length > longest.length ? start : longest), '')
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

/** That something is lost, and not why. */
const lossItself =
  /\b(?:lost|losing|disconnect\w*|closed|failed|failure|failing|errors?|unavailable|gone|broken|down|dead|offline|reconnect\w*)\b/gi
const level = /^(?:warn(?:ing)?|errors?|fatal|critical|severe)\b/i
const anyLoss =
  /\b(?:lost|losing|disconnect\w*|closed?|timed? ?out|timeout|un(?:reachable|available)|refused|reset|gone|broken|fail\w*|errors?|down|dead|offline|reconnect\w*)\b|\bE(?:TIMEDOUT|CONN\w+|PIPE|HOSTUNREACH|NETUNREACH)\b/i

/** Whether a line tells of a loss. */
export function isLoss(text: string): boolean {
  return anyLoss.test(text)
}
