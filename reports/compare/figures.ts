// Every figure of every cell, to the thousandth of a millisecond, and each measurement by its phase. HTML.
import { formatFaultSpec } from '../../harness/faults/spelling.ts'
import type { CellSummary, Comparison, Figure, Found, Measurement } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { escapeHtml } from '../html/escape.ts'
import { cellWords, predictedWords } from './cells.ts'
import { cellOf, faultsOf } from './columns.ts'
import { qualityOfServiceWords } from './notes.ts'
import { exactTime } from './plots.ts'

/** Where a cell's row is found. */
export function figuresId(setting: number, fault: number): string {
  return `c${setting + 1}-${fault + 1}`
}

/** A row for each cell. */
export function figures(comparison: Comparison): string {
  const faults = faultsOf(comparison)
  const made = Map.groupBy(comparison.measurements, one => nameOf(formatSettings(one.settings), formatFaultSpec(one)))
  const heads = [
    'settings',
    'fault',
    'n',
    'least',
    'median',
    'p95',
    'greatest',
    'predicted',
    'margin',
    'decides',
    'by phase',
  ]
  const rows = comparison.settings.flatMap((row, at) =>
    faults.flatMap((fault, column) => {
      const cell = cellOf(row, fault)
      const name = formatSettings(row.settings)
      return cell
        ? [cellRow(cell, [figuresId(at, column), `${at + 1} ${name}`], made.get(nameOf(name, fault)) ?? [])]
        : []
    }),
  )
  return `<div class="wide" tabindex="0" role="region" aria-label="Every figure"><table class="figures"><caption>Every figure of every cell</caption>
<thead><tr>${heads.map(words => `<th scope="col">${words}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`
}

function cellRow(cell: CellSummary, [id, name]: readonly [string, string], made: readonly Measurement[]): string {
  const { n, detection, quality, marginMs, reason = '' } = cell
  const spread = detection
    ? [detection.min, detection.median, detection.p95, detection.max].map(exactTime)
    : [quality ? qualityOfServiceWords(quality) : cellWords(cell), '', '', '']
  const phases = made.map(({ phase, found }) => `${phase}: ${foundExactly(found)}`).join('; ')
  const margin =
    marginMs === undefined ? '' : `${marginMs < 0 ? '\u{2212}' : ''}${exactTime({ ms: Math.abs(marginMs) })}`
  const cells = [formatFaultSpec(cell), String(n), ...spread, predictedWords(cell), margin, reason, phases]
  return `<tr id="${id}" tabindex="-1"><th scope="row"><code>${escapeHtml(name)}</code></th>${cells
    .map(words => `<td>${escapeHtml(words)}</td>`)
    .join('')}</tr>`
}

function foundExactly(found: Found): string {
  switch (found.kind) {
    case 'detected':
      return `${exactTime(greatest(found))}${found.code === undefined ? '' : ` ${found.code}`}`
    case 'censored':
      return found.keptAlive ? 'survives' : exactTime({ beyondMs: found.watchedMs })
    case 'soaked':
      return found.mistakes.length === 0 ? 'no false alarm' : `${found.mistakes.length} false alarms`
    case 'doubt':
      return 'inconclusive'
    default:
      return found satisfies never
  }
}

/** The fault may have begun later by the uncertainty: the greater time is told, as in the summary. */
function greatest({ afterMs, uncertaintyMs }: Extract<Found, { kind: 'detected' }>): Figure {
  return { ms: afterMs + uncertaintyMs }
}

function nameOf(settings: string, fault: string): string {
  return `${settings}\n${fault}`
}
