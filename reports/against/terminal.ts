// What is different from an earlier report, for a terminal: one line for all, and one for each run that differs.
import type { Report } from '../../harness/model/report.ts'
import { grid, sentence } from '../grid.ts'
import type { Look, Style } from '../look.ts'
import type { Change, ChangeKind } from './changes.ts'
import { changeWords, countWords, startedWords } from './words.ts'

/** Ends with a newline. */
export function renderChanges(changes: readonly Change[], before: Pick<Report, 'runs'>, look: Look): string {
  const started = startedWords(before)
  const against = `Against the report${started === undefined ? '' : ` of ${started}`}: ${countWords(changes)}`
  const different = changes.filter(({ kinds }) => kinds.length > 0)
  return [sentence(against, look), ...linesOf(different, look), ''].join('\n')
}

/** What a gate has found, for whoever reads the log of a build. Ends with a newline. */
export function renderSlower(slower: readonly Change[], part: number, look: Look): string {
  const percent = `${Number((part * 100).toFixed(1))} %`
  if (slower.length === 0) return `no time has grown by more than ${percent}\n`
  return [`${slower.length} slower by more than ${percent}:`, ...linesOf(slower, look), ''].join('\n')
}

function linesOf(changes: readonly Change[], look: Look): readonly string[] {
  const rows = changes.flatMap(change => {
    const { kinds, now, before } = change
    const run = now ?? before
    if (!run) return []
    const kind = kinds[0] ?? 'other'
    return changeWords(change).map(words => ({
      cells: ['', marks[kind], `${run.scenario} (${run.plane}, ${run.clock}): ${words}`],
      styles: [undefined, styles[kind]],
    }))
  })
  return grid([{}, { gap: 1 }, {}], rows, look).flat()
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
