// `halfopen report merge`: what parts left in their folders as one, told and kept as if one command had made it.
import { resolve } from 'node:path'
import { renderHtml } from '../../reports/html.ts'
import { jsonParts } from '../../reports/json.ts'
import { renderJunit } from '../../reports/junit.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { mergedReport } from '../../reports/merged.ts'
import { addToSummary } from '../vitest/actions.ts'
import { writeReports } from '../vitest/report-folder.ts'
import { refused } from './arguments.ts'
import { type FoundParts, findParts } from './find-parts.ts'
import { mergeComparison } from './merge-comparison.ts'
import { mergeLeague } from './merge-league.ts'
import { mergeProof } from './merge-proof.ts'
import type { TableFormat } from './option-values.ts'
import { judgedAgain, readReport, readSaved, type ToldReport, tellReport } from './tell-report.ts'

/** Throws E_USAGE, E_REPORT, E_PARTS, E_REPORT_FOLDER. */
export async function mergeParts(names: readonly string[], asked: Merging): Promise<number> {
  const found = await findParts(names)
  const how = { ...asked, output: asked.output ?? 'reports/out' }
  const over = found.files.find(({ folder }) => resolve(folder) === resolve(how.output))
  if (over) throw refused(`one report of all would lie over a part, got "${how.output}"`, 'Name a folder with --output')
  if (found.sort === 'report.json') return await mergeRuns(found, how)
  const table = { output: how.output, require: how.require, format: tableFormat(found, how) }
  if (found.sort === 'league.json') return await mergeLeague(found, table)
  return found.sort === 'compare.json' ? await mergeComparison(found, table) : await mergeProof(found, table)
}

/** What is asked of the one. */
export interface Merging extends Omit<ToldReport, 'output'> {
  readonly output: string | undefined
}

async function mergeRuns({ files }: FoundParts, how: ToldReport & { readonly output: string }): Promise<number> {
  const parts = await Promise.all(files.map(async part => ({ ...part, report: await readSaved(part.file) })))
  const report = judgedAgain(mergedReport(parts, how.output))
  await writeReports(how.output, {
    'report.json': jsonParts(report),
    'report.html': renderHtml(report),
    'junit.xml': renderJunit(report),
  })
  const before = how.against === undefined ? undefined : await readReport(how.against)
  await addToSummary(() => renderMarkdown(report, before))
  const known = new Set(parts.flatMap(part => part.report.errors ?? []))
  return await tellReport(report, { ...how, found: report.errors?.filter(error => !known.has(error)) ?? [] })
}

/** Of figures, which have no scenarios to be shown on a page or held against earlier ones. */
function tableFormat({ sort }: FoundParts, { format, against }: ToldReport): TableFormat {
  if (against !== undefined) throw refused(`--against is for reports of runs, got ${sort}`, 'Leave it out')
  if (format === 'terminal') return 'table'
  if (format === 'json' || format === 'markdown') return format
  throw refused(`--format ${format} is for reports of runs, got ${sort}`, 'Use terminal, json or markdown')
}
