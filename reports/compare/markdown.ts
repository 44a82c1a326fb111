// A comparison as Markdown: the table, and below it each cell with all its figures.

import { formatFaultSpec } from '../../harness/faults/spelling.ts'
import { seconds } from '../../harness/kit/format-time.ts'
import type { CellSummary, Comparison, SettingSummary } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { visible } from '../html/escape.ts'
import { cellWords, figureWords, perHour, predictedWords, totalsWords } from './cells.ts'
import { cellText, faultsOf } from './columns.ts'
import { doubtWords, missWords, qualityOfServiceWords } from './notes.ts'
import { markWords } from './terminal.ts'

/** Ends with a newline. */
export function renderCompareMarkdown(comparison: Comparison): string {
  const faults = faultsOf(comparison)
  const notes = [...missWords(comparison), ...doubtWords(comparison)]
  const parts = [
    table(
      ['settings', ...faults, 'packets/h', 'bytes/h', ''],
      comparison.settings.map(row => [
        `\`${formatSettings(row.settings)}\``,
        ...faults.map(fault => cellText(row, fault, cellWords)),
        row.traffic ? perHour(row.traffic.packetsPerHour) : '-',
        row.traffic ? perHour(row.traffic.bytesPerHour) : '-',
        markWords(row, comparison),
      ]),
    ),
    table(
      ['settings', 'fault', 'n', 'least', 'median', 'p95', 'greatest', 'predicted', 'margin', 'decides'],
      comparison.settings.flatMap(row => row.cells.map(cell => details(row, cell))),
    ),
    table(
      ['settings', 'survives', 'forgotten by', 'closed by', 'not known'],
      comparison.settings.map(({ settings, firewalls }) => [
        `\`${formatSettings(settings)}\``,
        ...[firewalls.survives, firewalls.forgotten, firewalls.closed, firewalls.unknown].map(
          ids => ids.join(', ') || '-',
        ),
      ]),
    ),
    ...(notes.length > 0 ? [`${notes.map(words => `- ${escaped(words)}`).join('\n')}\n`] : []),
    `${totalsWords(comparison)}.\n`,
  ]
  return visible(parts.join('\n'))
}

/** A Markdown table with its last line ended. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (words: readonly string[]) => `| ${words.map(escaped).join(' | ')} |\n`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('')
}

function details({ settings }: SettingSummary, cell: CellSummary): string[] {
  const { n, detection, quality, marginMs, reason = '' } = cell
  const figures = detection
    ? [detection.min, detection.median, detection.p95, detection.max].map(figureWords)
    : [quality ? qualityOfServiceWords(quality) : cellWords(cell), '', '', '']
  return [
    `\`${formatSettings(settings)}\``,
    formatFaultSpec(cell),
    String(n),
    ...figures,
    predictedWords(cell),
    marginMs === undefined ? '' : `${marginMs < 0 ? '-' : ''}${seconds(Math.abs(marginMs))}`,
    reason,
  ]
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}
