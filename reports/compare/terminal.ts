// A comparison as a table on the terminal: a line a setting with what was measured, below it what was predicted, and then whatever is odd.

import { given, seconds } from '../../harness/kit/format-time.ts'
import type { CellSummary, Comparison, SettingSummary } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import type { Ms } from '../../harness/model/units.ts'
import { type Column, grid, type Row, sentence, staysWhole } from '../grid.ts'
import type { Look, Style } from '../look.ts'
import { width } from '../wrap.ts'
import { cellWords, perHour, predictedWords, totalsWords } from './cells.ts'
import { cellText, faultsOf } from './columns.ts'
import { dominatedMeans, doubtWords, missWords, mistakeWords } from './notes.ts'

/** Ends with a newline. `tookMs`: how long it took by the host's clock, where that is known. */
export function renderCompareTable(comparison: Comparison, look: CompareLook): string {
  const wide = matrix(comparison)
  const { columns, rows } = staysWhole(wide.columns, wide.rows, look) ? wide : list(comparison, look)
  const took = look.tookMs === undefined ? '' : ` (${seconds(look.tookMs)} here)`
  const said = (words: readonly string[], style?: Style) =>
    words.map(one => sentence(one, look, { more: 3, ...(style ? { style } : {}) }))
  return [
    ...grid(columns, rows, look).flat(),
    ...said(forgottenLines(comparison)),
    ...said(mistakeWords(comparison)),
    ...said(comparison.settings.some(row => row.dominatedBy) ? [`dominated: ${dominatedMeans}`] : [], 'dim'),
    ...said(missWords(comparison), 'yellow'),
    ...said(doubtWords(comparison), 'yellow'),
    ...said([`${totalsWords(comparison)}${took}`]),
    '',
  ].join('\n')
}

interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

const names = { at: 'names', whole: true } as const

/** A line a setting, a column a fault. */
function matrix(comparison: Comparison): Table {
  const faults = faultsOf(comparison)
  const head = ['settings', ...faults, 'idle firewalls', 'packets/h', '']
  const rows = comparison.settings.flatMap(row => [
    {
      cells: [
        formatSettings(row.settings),
        ...faults.map(fault => cellText(row, fault, cellWords)),
        firewallWords(row),
        traffic(row),
        markWords(row, comparison),
      ],
    },
    ...predictedRow(row, faults),
  ])
  const columns = [{ ...names, weight: 2 }, ...faults.map(() => names), { whole: true }, { whole: true }, names]
  return { columns, rows: [dimmed(head), ...rows] }
}

function predictedRow(row: SettingSummary, faults: readonly string[]): readonly Row[] {
  const cells = faults.map(fault => cellText(row, fault, predictedWords))
  return cells.every(words => words === '') ? [] : [dimmed(['  predicted', ...cells, '', '', ''])]
}

/** A line a fault below each setting, where they do not fit beside each other: figures stay whole. */
function list(comparison: Comparison, look: Look): Table {
  const rows = comparison.settings.flatMap((row): readonly Row[] => {
    const mark = markWords(row, comparison)
    const of = (fault: string) => [cellText(row, fault, cellWords), cellText(row, fault, predictedWords)]
    return [
      ...headed(formatSettings(row.settings), mark, look),
      ...faultsOf(comparison).map(fault => ({
        cells: [`  ${fault}`, ...of(fault)],
        styles: [undefined, undefined, 'dim'] as const,
      })),
      { cells: ['  idle firewalls', firewallWords(row), ''] },
      { cells: ['  packets/h', traffic(row), ''] },
    ]
  })
  return { columns: [names, {}, {}], rows: [dimmed(['settings, faults', 'measured', 'predicted']), ...rows] }
}

/** A name, and what is said of it beside it where there is room. */
function headed(name: string, words: string, { columns }: Look): readonly Row[] {
  if (words === '') return [{ cells: [name] }]
  const line = `${name}   ${words}`
  return width(line) < columns ? [{ cells: [line] }] : [{ cells: [name] }, { cells: [`  ${words}`] }]
}

function dimmed(cells: readonly string[]): Row {
  return { cells, styles: cells.map(() => 'dim') }
}

/** How it is to look. */
export interface CompareLook extends Look {
  readonly tookMs?: number
}

function traffic({ traffic: found }: SettingSummary): string {
  return found ? perHour(found.packetsPerHour) : '-'
}

/** What is to be said of a setting as a whole. */
export function markWords({ best, within, dominatedBy, cells }: SettingSummary, { withinMs }: Comparison): string {
  const bound = withinMs === undefined ? undefined : given(withinMs)
  if (best && bound !== undefined) return `<- best within ${bound}`
  const where = isBetween(cells, withinMs) ? ' in another phase' : ''
  const outside = within === false && bound !== undefined ? [`outside ${bound}${where}`] : []
  const dominated = dominatedBy === undefined ? [] : [`dominated by ${formatSettings(dominatedBy)}`]
  return [...outside, ...dominated].join(', ')
}

/** All that was measured lies within the bound, and what is predicted of the phases between does not. */
function isBetween(cells: readonly CellSummary[], withinMs: Ms = 0): boolean {
  const times = cells.flatMap(({ detection }) => (detection ? [detection.max] : []))
  return times.every(max => 'ms' in max && max.ms <= withinMs) && cells.every(({ doubts }) => doubts.length === 0)
}

/** What becomes of an idle connection behind the firewalls that are known by name. */
function firewallWords({ firewalls: { survives, forgotten } }: SettingSummary): string {
  return forgotten.length === 0 ? `survives ${survives.length}` : `dies in ${forgotten.length}`
}

/** Settings that die in the same firewalls share a line. */
export function forgottenLines({ settings }: Comparison): string[] {
  const dying = settings.filter(({ firewalls }) => firewalls.forgotten.length > 0)
  const groups = Map.groupBy(dying, ({ firewalls }) => firewalls.forgotten.join(', '))
  return [...groups.values()].flatMap(rows => {
    const { forgotten = [] } = rows[0]?.firewalls ?? {}
    const more = forgotten.length > named ? ` and ${forgotten.length - named} more` : ''
    const names = rows.map(row => formatSettings(row.settings)).join(', ')
    return `${names}: an idle connection dies silently in ${forgotten.slice(0, named).join(', ')}${more}`
  })
}

/** So many firewalls fit on a line; compare.md and compare.json have them all. */
const named = 5
