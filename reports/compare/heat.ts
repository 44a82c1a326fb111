// Settings x faults as a table whose cells are the darker the later a loss is noticed; each says its figure, and has a bar for it. HTML.
import type { CellSummary, Comparison, Figure, SettingSummary } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import type { Ms } from '../../harness/model/units.ts'
import { escapeHtml } from '../html/escape.ts'
import { cellWords, figureWords, perHour } from './cells.ts'
import { cellOf, faultsOf } from './columns.ts'
import { figuresId } from './figures.ts'
import { markWords } from './terminal.ts'

/** The table. */
export function heatMap(comparison: Comparison): string {
  const faults = faultsOf(comparison)
  const heads = ['#', 'settings', ...faults, 'idle firewalls', 'packets per hour', 'as a whole']
  const rows = comparison.settings.map((row, at) => settingRow(row, at, faults, comparison))
  return `<div class="wide" tabindex="0" role="region" aria-label="Heat map"><table class="heat"><caption>The slowest detection of each setting under each fault</caption>
<thead><tr>${heads.map(words => `<th scope="col">${escapeHtml(words)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`
}

/** What the shades and signs mean. */
export function heatLegend({ withinMs }: Comparison): string {
  const shades = levels.map(({ words }, level) => `<li><span class="h${level} shade"></span> ${words}</li>`)
  const bound = withinMs === undefined ? '' : `<li>\u{2715} later than ${figureWords({ ms: withinMs })}</li>`
  return `<ul class="heat-legend">${shades.join('')}<li>\u{221e} not within the watch</li>${bound}<li>\u{2713} survives: the connection was kept</li><li>\u{25b2} false alarm: it gave up on a server that was alive</li><li>? in doubt</li></ul>`
}

function settingRow(row: SettingSummary, at: number, faults: readonly string[], comparison: Comparison): string {
  const { firewalls, traffic, best } = row
  const name = `<th scope="row"><code>${escapeHtml(formatSettings(row.settings))}</code></th>`
  const cells = faults.map((fault, column) => heatCell(cellOf(row, fault), figuresId(at, column), comparison))
  const dies = firewalls.forgotten.length
  return `<tr id="s${at + 1}" tabindex="-1"${best ? ' class="best"' : ''}><td>${at + 1}</td>${name}${cells.join('')}<td>${
    dies === 0 ? `survives ${firewalls.survives.length}` : `dies in ${dies}`
  }</td><td>${traffic ? perHour(traffic.packetsPerHour) : '-'}</td><td>${escapeHtml(markWords(row, comparison))}</td></tr>`
}

/** Whoever looks at one gets all its figures: a link to its row, which the page's script shows beside it. */
function heatCell(cell: CellSummary | undefined, id: string, comparison: Comparison): string {
  if (!cell) return '<td class="none">not measured</td>'
  const { look, head, more, share } = shown(cell, comparison)
  const bar = share === undefined ? '' : `<span class="length" style="width:${share}%"></span>`
  const small = more === '' ? '' : `<small>${escapeHtml(more)}</small>`
  return `<td class="${look}"><a href="#${id}"><b>${escapeHtml(head)}</b>${small}${bar}</a></td>`
}

interface Shown {
  readonly look: string
  readonly head: string
  readonly more: string
  /** How long its bar is. */
  readonly share?: number
}

function shown(cell: CellSummary, { withinMs, watchMs }: Comparison): Shown {
  const { n, detection, quality, doubts, keptAlive = 0 } = cell
  const words = cellWords(cell)
  if (n === 0 || (!detection && !quality && keptAlive < n)) return { look: 'doubt', head: `? ${words}`, more: '' }
  const doubt = doubts.length > 0 ? `? ${doubts.length} inconclusive` : ''
  if (quality && quality.mistakes > 0) return { look: 'alarm', head: `\u{25b2} ${words}`, more: '' }
  if (!detection) return { look: 'survives', head: '\u{2713} survives', more: doubt }
  const { max, min } = detection
  const beyond = 'beyondMs' in max
  const late = !beyond && withinMs !== undefined && max.ms > withinMs
  const sign = beyond ? '\u{221e} ' : late ? '\u{2715} ' : ''
  const range = figureWords(min) === figureWords(max) ? '' : `from ${figureWords(min)}`
  const alive = keptAlive > 0 ? `survives ${keptAlive} of ${n}` : ''
  return {
    look: `h${levelOf(max)}`,
    head: `${sign}${figureWords(max)}`,
    more: [range, alive, doubt].filter(Boolean).join(', '),
    share: shareOf(max, watchMs),
  }
}

/** The same shade is the same time on every page. */
const levels = [
  { belowMs: 1_000, words: 'up to 1 s' },
  { belowMs: 10_000, words: '10 s' },
  { belowMs: 60_000, words: '1 min' },
  { belowMs: 600_000, words: '10 min' },
  { belowMs: 3_600_000, words: '1 h' },
  { belowMs: Number.POSITIVE_INFINITY, words: 'more' },
] as const

function levelOf(figure: Figure): number {
  return 'ms' in figure ? levels.findIndex(({ belowMs }) => figure.ms <= belowMs) : levels.length - 1
}

/** From 10 ms to the watch, by its logarithm. */
function shareOf(figure: Figure, watchMs: Ms): number {
  if (!('ms' in figure)) return 100
  const share = Math.log(Math.max(10, figure.ms) / 10) / Math.log(Math.max(100, watchMs) / 10)
  return Math.round(Math.min(1, share) * 1_000) / 10
}
