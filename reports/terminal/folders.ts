// A line for each folder of scenarios: how its runs ended, and how soon a loss was noticed in them.
import { seconds, secondsRange } from '../../harness/kit/format-time.ts'
import { sum } from '../../harness/kit/sum.ts'
import type { Run } from '../../harness/model/report.ts'
import { badness } from '../../harness/verdict/judge.ts'
import { folderOf } from '../anchor.ts'
import { grid, type Row } from '../grid.ts'
import type { Look } from '../look.ts'
import { tookMs } from '../phases.ts'
import { past, statuses } from '../phrases.ts'
import { marks, styles } from './marks.ts'

/** The table. */
export function folders(runs: readonly Run[], look: Look): readonly string[] {
  const groups = [...Map.groupBy(runs, ({ scenario }) => folderOf(scenario))].sort(([a], [b]) => a.localeCompare(b))
  const rows = groups.map(([folder, own]) => rowOf(folder, own))
  return grid([{ gap: 1 }, { at: 'names', weight: 2 }, {}, {}, {}], [headRow, ...rows], look).flat()
}

const head = ['', 'scenarios of', 'ended', 'a loss was noticed', 'took']
const headRow: Row = { cells: head, styles: head.map(() => 'dim') }

function rowOf(folder: string, runs: readonly Run[]): Row {
  const worst = runs
    .map(({ verdict }) => verdict.status)
    .reduce((a, b) => (badness({ status: b }) > badness({ status: a }) ? b : a))
  const ended = statuses
    .map(status => [runs.filter(({ verdict }) => verdict.status === status).length, past[status]] as const)
    .filter(([count]) => count > 0)
  const took = sum(runs.map(run => (run.verdict.status === 'skip' ? 0 : tookMs(run))))
  const cells = [
    marks[worst],
    folder === '' ? 'this folder' : folder,
    ended.map(([count, word]) => `${count} ${word}`).join(', '),
    noticedIn(runs),
    worst === 'skip' ? '' : seconds(took),
  ]
  return { cells, styles: [styles[worst], worst === 'pass' ? undefined : styles[worst]] }
}

/** `after 0.5 s - 2 h 13 min`; of the bound that decided, in each run. */
function noticedIn(runs: readonly Run[]): string {
  const times = runs.flatMap(({ bounds }) =>
    bounds.flatMap(({ outcome }) => (outcome?.kind === 'detected' ? [outcome.afterMs] : [])),
  )
  return times.length === 0 ? '' : secondsRange(Math.min(...times), Math.max(...times))
}
