// What is different from an earlier report, for a terminal: one line for all, and one for each run that differs.
import { stripVTControlCharacters } from 'node:util'
import type { Report } from '../../harness/model/report.ts'
import { type Look, paint, type Style } from '../look.ts'
import type { Change, ChangeKind } from './changes.ts'
import { changeWords, countWords, startedWords } from './words.ts'

/** Ends with a newline. */
export function renderChanges(
  changes: readonly Change[],
  before: Pick<Report, 'runs'>,
  look: Pick<Look, 'colour'>,
): string {
  const started = startedWords(before)
  const lines = changes.filter(({ kinds }) => kinds.length > 0).flatMap(change => linesOf(change, look))
  return [
    ` Against the report${started === undefined ? '' : ` of ${started}`}: ${countWords(changes)}`,
    ...lines,
    '',
  ].join('\n')
}

/** What a gate has found, for whoever reads the log of a build. Ends with a newline. */
export function renderSlower(slower: readonly Change[], part: number, look: Pick<Look, 'colour'>): string {
  const percent = `${Number((part * 100).toFixed(1))} %`
  if (slower.length === 0) return `no time has grown by more than ${percent}\n`
  const lines = slower.flatMap(change => linesOf(change, look))
  return [`${slower.length} slower by more than ${percent}:`, ...lines, ''].join('\n')
}

function linesOf(change: Change, look: Pick<Look, 'colour'>): readonly string[] {
  const { kinds, now, before } = change
  const run = now ?? before
  if (!run) return []
  const name = stripVTControlCharacters(run.scenario)
  const style = styles[kinds[0] ?? 'other']
  return changeWords(change).map(
    words => `   ${paint(look, style, marks[kinds[0] ?? 'other'])} ${name} (${run.plane}, ${run.clock}): ${words}`,
  )
}

const marks = {
  worse: '!',
  slower: '>',
  better: '+',
  faster: '<',
  new: '*',
  gone: '-',
  other: '~',
} as const satisfies Record<ChangeKind, string>
const styles = {
  worse: ['red', 'bold'],
  slower: 'yellow',
  better: 'green',
  faster: 'green',
  new: 'bold',
  gone: 'dim',
  other: 'dim',
} as const satisfies Record<ChangeKind, Style>
