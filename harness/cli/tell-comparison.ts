// A comparison as it is told and kept, whether it was measured now or made one of its parts, and its exit code.

import { renderCompareHtml } from '../../reports/compare/html.ts'
import { renderCompareMarkdown } from '../../reports/compare/markdown.ts'
import { renderCompareTable } from '../../reports/compare/terminal.ts'
import { jsonText } from '../kit/json-text.ts'
import { terminalOf } from '../kit/terminal.ts'
import type { Comparison } from '../model/comparison.ts'
import type { Ms } from '../model/units.ts'
import { addToSummary } from '../vitest/actions.ts'
import { writeReports } from '../vitest/report-folder.ts'
import { ExitCode } from './exit-code.ts'
import type { TableFormat } from './option-values.ts'

/** For stdout. */
export function renderedComparison(comparison: Comparison, format: TableFormat, tookMs: Ms): string {
  if (format === 'json') return jsonText(comparison)
  if (format === 'markdown') return renderCompareMarkdown(comparison)
  return renderCompareTable(comparison, { ...terminalOf(process.stdout), tookMs })
}

/** compare.json, compare.md and compare.html, and the summary of a job. Throws E_REPORT_FOLDER. */
export async function keepComparison(comparison: Comparison, output: string): Promise<void> {
  const markdown = renderCompareMarkdown(comparison)
  await addToSummary(() => markdown)
  await writeReports(output, {
    'compare.json': jsonText(comparison),
    'compare.md': markdown,
    'compare.html': renderCompareHtml(comparison),
  })
}

/** `named`: the settings were, and are not the usual ones. */
export function codeOfComparison(
  { settings, measurements, part }: Comparison,
  { named }: { readonly named: boolean },
): number {
  if (named && settings.some(({ within }) => within === false)) return ExitCode.failed
  if (measurements.some(({ found }) => found.kind === 'doubt')) return ExitCode.inconclusive
  return measurements.length === 0 && !part?.empty ? ExitCode.nothingRan : ExitCode.passed
}
