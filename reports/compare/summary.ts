// A comparison for the summary of a job: how it ended, what was measured of each setting under each fault, and what is odd. compare.md has every figure.
import type { Comparison } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { code, literal } from '../markdown/literal.ts'
import { bullets, headOf, tableOfSome } from '../markdown/summary.ts'
import { cellWords, perHour, totalsWords } from './cells.ts'
import { cellText, faultsOf } from './columns.ts'
import { doubtWords, missWords, mistakeWords } from './notes.ts'
import { markWords } from './terminal.ts'

/** Ends with a newline. */
export function renderCompareSummary(comparison: Comparison): string {
  const { settings } = comparison
  const faults = faultsOf(comparison)
  const head = ['settings', ...faults, 'packets/h', '']
  const blocks = [
    headOf('compare', comparison, totalsWords(comparison)),
    tableOfSome(head.map(literal), settings, row => [
      code(formatSettings(row.settings)),
      ...faults.map(fault => literal(cellText(row, fault, cellWords))),
      literal(row.traffic ? perHour(row.traffic.packetsPerHour) : '-'),
      literal(markWords(row, comparison)),
    ]),
    bullets([...missWords(comparison), ...doubtWords(comparison), ...mistakeWords(comparison)]),
  ]
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}
