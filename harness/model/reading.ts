// Reads one line of a program's output into what it means. Pure, so that a record can be read again later, and differently.
import type { EventKind, Observation, Sighting } from './observation.ts'
import { appOf } from './observer.ts'
import type { Line } from './record.ts'

import { shortened } from './shortened.ts'
import { countedInGroups, countedInJson } from './stale-count.ts'

import type { Pattern, Says, Subject } from './subject.ts'
import type { HostName } from './units.ts'

/** What the programs said in these lines. `match`: how their patterns are tried. */
export function appObservations(
  hosts: readonly { readonly name: HostName; readonly program: Reader }[],
  lines: readonly Line[],
  match: Match = matched,
): Observation[] {
  const readers = new Map(hosts.map(({ name, program }) => [name, program]))
  return lines.flatMap(({ atMs, host, text }) => {
    const reader = readers.get(host)
    const sighting = reader && readLine(reader, text, match)
    return sighting ? [{ atMs, by: appOf(host), ...sighting }] : []
  })
}

/** The part of a subject that reads. */
export type Reader = Pick<Subject, 'says' | 'read'>

/** What the line means, by the subject's own reader, by a JSON line, or by its patterns in the order loss before health. */
export function readLine(subject: Reader, line: string, match: Match = matched): Sighting | undefined {
  return subject.read?.(line) ?? readJson(line) ?? readPatterns(subject.says, line, match)
}

/** Where a pattern matches a line. */
export type Match = (pattern: Pattern, line: string) => RegExpExecArray | null

/** From its beginning, whatever its flags say. */
export const matched: Match = (pattern, line) => {
  const known = compiled.get(pattern)
  const regex = known ?? new RegExp(pattern.source, pattern.flags)
  if (!known) compiled.set(pattern, regex)
  regex.lastIndex = 0
  return regex.exec(line)
}

const compiled = new WeakMap<Pattern, RegExp>()

const kinds = {
  connected: 'traffic',
  traffic: 'traffic',
  lost: 'lost',
  closed: 'closed',
  reset: 'reset',
  recovered: 'recovered',
  stale: 'stale-answer',
} as const satisfies Record<string, EventKind>

const patternOrder = ['lost', 'stale', 'recovered', 'connected'] as const satisfies readonly (keyof Says)[]

function readJson(line: string): Sighting | undefined {
  if (!line.startsWith('{') || !line.includes('"halfopen"')) return undefined
  const said = parseObject(line)
  const word = said?.halfopen
  if (!said || typeof word !== 'string' || !isWord(word)) return undefined
  const code = typeof said.code === 'string' ? { code: shortened(said.code) } : {}
  const detail = typeof said.detail === 'string' ? shortened(said.detail) : word
  return { kind: kinds[word], ...code, detail, ...countedInJson(said) }
}

function readPatterns(says: Says, line: string, match: Match): Sighting | undefined {
  for (const word of patternOrder) {
    const pattern = says[word]
    const found = pattern && match(pattern, line)
    if (!found) continue
    const code = found.groups?.code?.trim() || /\bE[A-Z]{4,}\b/.exec(line)?.[0]
    const named = code ? { code: shortened(code) } : {}
    return { kind: kinds[word], ...named, detail: shortened(line), ...countedInGroups(found.groups) }
  }
  return undefined
}

function isWord(word: string): word is keyof typeof kinds {
  return Object.hasOwn(kinds, word)
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
