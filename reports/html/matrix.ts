// The matrix: each scenario a row, each plane with its clock a column, and in the cell what was noticed against what was demanded.
import { basename } from 'node:path/posix'
import type { Run } from '../../harness/model/report.ts'
import { encoded, folderOf } from '../anchor.ts'
import { decisive, demandWords, foretoldWords, noticedWords } from '../phrases.ts'
import { badge } from './badge.ts'
import { escapeHtml } from './escape.ts'

/** The matrix as HTML. `ids`: where each run's section stands. */
export function matrix(runs: readonly Run[], ids: readonly string[]): string {
  if (runs.length === 0) return '<p>Nothing ran.</p>'
  const entries = runs.map((run, i) => ({ run, id: ids[i] ?? run.scenario, column: `${run.plane}, ${run.clock} time` }))
  const columns = [...new Set(entries.map(({ column }) => column))]
  const rows = [...Map.groupBy(entries, ({ run }) => run.scenario)]
  const folders = [...Map.groupBy(rows, ([scenario]) => folderOf(scenario))]
  const head = columns
    .map(column => `<th scope="col">${escapeHtml(column)}<small>noticed, and what was demanded</small></th>`)
    .join('')
  const body = folders.map(([folder, members]) => group(folder, members, columns)).join('')
  return `<div class="wide"><table class="matrix"><caption>What each client noticed, against what was demanded of it</caption><thead><tr><th scope="col">scenario</th>${head}</tr></thead>${body}</table></div>`
}

interface Entry {
  run: Run
  id: string
  column: string
}

function group(folder: string, rows: readonly [string, readonly Entry[]][], columns: readonly string[]): string {
  const title =
    folder === ''
      ? ''
      : `<tr class="folder"><th colspan="${columns.length + 1}" scope="rowgroup">${escapeHtml(folder)}</th></tr>`
  return `<tbody>${title}${rows.map(([, entries]) => row(entries, columns)).join('')}</tbody>`
}

function row(entries: readonly Entry[], columns: readonly string[]): string {
  const [first] = entries
  if (!first) return ''
  const { scenario, claim } = first.run
  const name = basename(scenario)
  const cells = columns.map(column => cell(entries.filter(entry => entry.column === column)))
  const has = [...new Set(entries.map(({ run }) => `has-${run.verdict.status}`))].join(' ')
  return `<tr class="scenario ${has}"><th scope="row"><code>${escapeHtml(name)}</code><span class="claim">${escapeHtml(claim)}</span></th>${cells.join('')}</tr>`
}

function cell(entries: readonly Entry[]): string {
  return entries.length === 0 ? '<td class="none">not run here</td>' : `<td>${entries.map(link).join('')}</td>`
}

function link({ run, id }: Entry): string {
  const { verdict } = run
  const words = verdict.status === 'skip' ? escapeHtml(verdict.reason) : figures(run)
  return `<a class="cell ${verdict.status}" href="#${escapeHtml(encoded(id))}">${badge(verdict.status)}<span class="figures">${words}</span></a>`
}

function figures(run: Run): string {
  const result = decisive(run)
  if (!result) return ''
  const predicted = foretoldWords(result)
  const window = predicted === '' ? '' : `<span>predicted ${escapeHtml(predicted)}</span>`
  return `<b>${escapeHtml(noticedWords(result))}</b><span>${escapeHtml(demandWords(run))}</span>${window}`
}
