// The matrix: each scenario a row with its fault and its clients' settings, each plane with its clock a column, and in the cell what was noticed
// against what was demanded.
import { basename } from 'node:path/posix'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { isClient } from '../../harness/model/host.ts'
import type { Run } from '../../harness/model/report.ts'
import { isFault } from '../../harness/model/step.ts'
import type { Change } from '../against/changes.ts'
import { changeWords } from '../against/words.ts'
import { encoded, folderOf } from '../anchor.ts'
import { decisive, demandWords, foretoldWords, noticedWords, openMark, past, statuses } from '../phrases.ts'
import { badge } from './badge.ts'
import { bar } from './bar.ts'
import { escapeHtml } from './escape.ts'

/** A run in the matrix: its number on the page, its anchor, and what has become of it since another report. */
export interface Entry {
  readonly run: Run
  readonly number: number
  readonly id: string
  readonly change: Change | undefined
}

/** The matrix as HTML. `compared`: there is another report beside it. */
export function matrix(entries: readonly Entry[], compared: boolean): string {
  if (entries.length === 0) return '<p>Nothing ran.</p>'
  const columns = [...new Set(entries.map(columnOf))]
  const rows = [...Map.groupBy(entries, ({ run }) => run.scenario)]
  const folders = [...Map.groupBy(rows, ([scenario]) => folderOf(scenario))]
  const heads = ['scenario', 'fault', 'clients set to'].map(name => `<th scope="col">${name}</th>`)
  const planes = columns.map(
    column => `<th scope="col">${escapeHtml(column)}<small>noticed, and what was demanded</small></th>`,
  )
  const since = compared ? ['<th scope="col">since then</th>'] : []
  const width = heads.length + planes.length + since.length
  const body = folders.map(([folder, members]) => group(folder, members, { columns, compared, width })).join('\n')
  return `<div class="wide" tabindex="0" role="region" aria-label="Results"><table class="matrix"><caption>What each client noticed, against what was demanded of it</caption><thead><tr>${[...heads, ...planes, ...since].join('')}</tr></thead>
${body}</table></div>`
}

interface Shape {
  readonly columns: readonly string[]
  readonly compared: boolean
  readonly width: number
}

function columnOf({ run }: Entry): string {
  return `${run.plane}, ${run.clock} time`
}

function group(folder: string, rows: readonly [string, readonly Entry[]][], shape: Shape): string {
  const name = folder === '' ? 'scenarios' : folder
  const title = `<tr class="folder"><th colspan="${shape.width}" scope="rowgroup">${groupHead(
    name,
    rows.flatMap(([, entries]) => entries),
  )}</th></tr>`
  return `<tbody>${title}${rows.map(([, entries]) => row(entries, shape)).join('\n')}</tbody>`
}

/** `failover 15 passed, 2 skipped`. */
function groupHead(name: string, entries: readonly Entry[]): string {
  const counts = statuses.flatMap(status => {
    const count = entries.filter(({ run }) => run.verdict.status === status).length
    return count === 0 ? [] : [`<span class="${status}">${count} ${past[status]}</span>`]
  })
  return `<bdi>${escapeHtml(name)}</bdi> <small>${counts.join(', ')}</small>`
}

function row(entries: readonly Entry[], { columns, compared }: Shape): string {
  const [first] = entries
  if (!first) return ''
  const { run, id } = first
  const cells = columns.map(column => cell(entries.filter(entry => columnOf(entry) === column)))
  const since = compared ? [`<td class="since">${entries.map(({ change }) => sinceThen(change)).join('')}</td>`] : []
  const fault = kindsOf(run).join(', ')
  const settings = settingsOf(run)
  const name = `<th scope="row"><a href="#${escapeHtml(encoded(id))}"><code>${escapeHtml(basename(run.scenario))}</code></a><span class="claim"><bdi>${escapeHtml(run.claim)}</bdi></span></th>`
  const kinds = [...new Set(entries.flatMap(({ change }) => change?.kinds ?? []))].join(' ')
  const data = `data-kind="${escapeHtml(fault)}" data-settings="${escapeHtml(settings)}"${compared ? ` data-change="${kinds}"` : ''}`
  return `<tr class="scenario" ${data}>${name}<td class="fault-words">${escapeHtml(fault)}</td><td class="settings">${escapeHtml(settings)}</td>${[...cells, ...since].join('')}</tr>`
}

/** Of what was done, or was to be done; each kind once. */
function kindsOf({ steps, fault }: Run): readonly string[] {
  const done = steps.map(({ does }) => does).filter(isFault)
  return [...new Set([...(fault ? [fault] : []), ...done].map(({ kind }) => kind))]
}

/** `keepalive=10/5/3`; of several clients each by its name, where they differ. */
function settingsOf({ hosts }: Run): string {
  const clients = hosts.filter(isClient).map(({ name, settings, undeclared }) => ({
    name,
    set: undeclared ? 'not declared' : formatSettings(settings).replaceAll(',', ', '),
  }))
  const [first] = clients
  if (clients.every(({ set }) => set === first?.set)) return first?.set ?? ''
  return clients.map(({ name, set }) => `${name} ${set}`).join('; ')
}

function cell(entries: readonly Entry[]): string {
  return entries.length === 0 ? '<td class="none">not run here</td>' : `<td>${entries.map(link).join('')}</td>`
}

function link({ run, number, id }: Entry): string {
  const { verdict } = run
  const words = verdict.status === 'skip' ? `<span>${escapeHtml(verdict.reason)}</span>` : figures(run)
  return `<a class="cell ${verdict.status}" id="${escapeHtml(id)}" href="#${escapeHtml(encoded(id))}" data-run="${number}">${badge(verdict.status)}<span class="figures">${words}</span></a>`
}

function figures(run: Run): string {
  const result = decisive(run)
  if (!result) return run.verdict.status === 'inconclusive' ? `<span>${escapeHtml(run.verdict.reason)}</span>` : ''
  const predicted = foretoldWords(result)
  const window = predicted === '' ? '' : `<span>predicted ${escapeHtml(predicted)}</span>`
  return `<b>${escapeHtml(noticedWords(result))}${openMark(run)}</b><span>${escapeHtml(demandWords(run))}</span>${window}${bar(result)}`
}

function sinceThen(change: Change | undefined): string {
  if (!change || change.kinds.length === 0) return '<span class="same">same</span>'
  const [kind] = change.kinds
  return changeWords(change)
    .map(
      words =>
        `<span class="change ${kind}"><span aria-hidden="true">${signs[kind ?? 'other']}</span> ${escapeHtml(words)}</span>`,
    )
    .join('')
}

/** A shape for each kind of change: never by colour alone. */
const signs = {
  worse: '\u{2715}',
  slower: '\u{25b2}',
  better: '\u{2713}',
  faster: '\u{25bc}',
  new: '+',
  gone: '\u{2212}',
  other: '~',
} as const
