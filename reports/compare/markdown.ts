// A comparison as Markdown, and as the summary of a job: how it ended, what is odd, the table, and below it each cell with all its figures.

import { formatFaultSpec } from '../../harness/faults/spelling.ts'
import { seconds } from '../../harness/kit/format-time.ts'
import type { CellSummary, Comparison, SettingSummary } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { code, literal } from '../markdown/literal.ts'
import { bullets, documentOf, headOf, tableOf } from '../markdown/table.ts'
import { cellWords, figureWords, perHour, predictedWords, totalsWords } from './cells.ts'
import { cellText, faultsOf } from './columns.ts'
import { doubtWords, missWords, qualityOfServiceWords } from './notes.ts'
import { markWords } from './terminal.ts'

/** Ends with a newline. */
export function renderCompareMarkdown(comparison: Comparison): string {
  const faults = faultsOf(comparison)
  return documentOf([
    headOf('compare', comparison, totalsWords(comparison)),
    bullets([...missWords(comparison), ...doubtWords(comparison)]),
    table(
      ['settings', ...faults, 'packets/h', 'bytes/h', ''],
      comparison.settings.map(row => [
        code(formatSettings(row.settings)),
        ...faults.map(fault => literal(cellText(row, fault, cellWords))),
        row.traffic ? perHour(row.traffic.packetsPerHour) : '-',
        row.traffic ? perHour(row.traffic.bytesPerHour) : '-',
        literal(markWords(row, comparison)),
      ]),
    ),
    table(
      ['settings', 'fault', 'n', 'least', 'median', 'p95', 'greatest', 'predicted', 'margin', 'decides'],
      comparison.settings.flatMap(row => row.cells.map(cell => details(row, cell))),
    ),
    table(
      ['settings', 'survives', 'forgotten by', 'closed by', 'not known'],
      comparison.settings.map(({ settings, firewalls }) => [
        code(formatSettings(settings)),
        ...[firewalls.survives, firewalls.forgotten, firewalls.closed, firewalls.unknown].map(ids =>
          literal(ids.join(', ') || '-'),
        ),
      ]),
    ),
  ])
}

/** None where there is nothing in it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : tableOf(head.map(literal), rows)
}

function details({ settings }: SettingSummary, cell: CellSummary): string[] {
  const { n, detection, quality, marginMs, reason = '' } = cell
  const figures = detection
    ? [detection.min, detection.median, detection.p95, detection.max].map(figureWords)
    : [quality ? qualityOfServiceWords(quality) : cellWords(cell), '', '', '']
  return [
    code(formatSettings(settings)),
    literal(formatFaultSpec(cell)),
    String(n),
    ...figures.map(literal),
    literal(predictedWords(cell)),
    marginMs === undefined ? '' : `${marginMs < 0 ? '-' : ''}${seconds(Math.abs(marginMs))}`,
    literal(reason),
  ]
}
