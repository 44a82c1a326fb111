// A line for each run: its mark, its name, what was noticed, predicted and demanded, where, and how long it took; below it what else has to be said.
// A star is at what passed in real time and was held against no control.
import { seconds } from '../../harness/kit/format-time.ts'
import type { Run } from '../../harness/model/report.ts'
import { amiss } from '../amiss.ts'
import { type Column, grid, type Row, sentence } from '../grid.ts'
import type { Look } from '../look.ts'
import { tookMs } from '../phases.ts'
import { decisive, demandWords, foretoldWords, noticedWords, openMark } from '../phrases.ts'
import { marks, styles } from './marks.ts'
import { notes } from './notes.ts'

/** The table. What did not pass has its notes elsewhere. */
export function rows(runs: readonly Run[], look: Look): readonly string[] {
  if (runs.length === 0) return []
  const [head = [], ...lines] = grid(columns, [headRow, ...runs.map(rowOf)], look)
  return [...head, ...lines.flatMap((own, i) => [...own, ...notesOf(runs[i], look)])]
}

/** `netns virtual`, `netns`, `toxiproxy`: time is real where nothing is said of it. */
export function placeOf({ plane, clock }: Pick<Run, 'plane' | 'clock'>): string {
  return clock === 'real' ? plane : `${plane} ${clock}`
}

/** A name is worth more room than a figure. */
const columns: readonly Column[] = [{ gap: 1 }, { at: 'names', weight: 2 }, {}, {}, {}, {}, {}]

const head = ['', 'scenario', 'noticed', 'predicted', 'bound', 'plane', 'took']
const headRow: Row = { cells: head, styles: head.map(() => 'dim') }

function rowOf(run: Run): Row {
  const { scenario, verdict } = run
  const start = [marks[verdict.status], scenario]
  const style = styles[verdict.status]
  if (verdict.status === 'skip') return { cells: [...start, `skip: ${verdict.reason}`], styles: ['dim', 'dim', 'dim'] }
  const result = decisive(run)
  const figures = [`${noticedWords(result)}${openMark(run)}`, foretoldWords(result), demandWords(run)]
  const cells = [...start, ...figures, placeOf(run), seconds(tookMs(run))]
  return { cells, styles: [style, verdict.status === 'pass' ? undefined : style] }
}

function notesOf(run: Run | undefined, look: Look): readonly string[] {
  if (run?.verdict.status !== 'pass') return []
  const beside = amiss(run).map(([name, words]) => `${name}: ${words}`)
  return [...notes(run), ...beside].map(words => sentence(words, look, { indent: 5, style: 'dim' }))
}
