// A league as it is told and kept, whether it was measured now or made one of its parts: its page and its tables, and the exit code.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderLeagueHtml } from '../../reports/league/html.ts'
import { renderLeagueMarkdown } from '../../reports/league/markdown.ts'
import { renderLeagueTerminal } from '../../reports/league/terminal.ts'
import { missingWords } from '../../reports/league/words.ts'
import { jsonText } from '../kit/json-text.ts'
import { packageFolder } from '../kit/program-path.ts'
import { terminalOf } from '../kit/terminal.ts'
import type { League } from '../model/league.ts'
import type { Ms } from '../model/units.ts'
import { addToSummary } from '../vitest/actions.ts'
import { writeReports } from '../vitest/report-folder.ts'
import { ExitCode } from './exit-code.ts'
import type { TableFormat } from './option-values.ts'

/** Prints it, adds it to the summary of a job, and leaves league.json, league.md and league.html in the folder. Throws E_REPORT_FOLDER. */
export async function tellLeague(league: League, { output, format, require, tookMs }: ToldLeague): Promise<number> {
  process.stdout.write(rendered(league, format, tookMs))
  await addToSummary(() => renderLeagueMarkdown(league))
  await writeReports(output, {
    'league.json': textOf(league),
    'league.md': renderLeagueMarkdown(league, 'league.html'),
    'league.html': renderLeagueHtml(league),
  })
  const lacking = require ? missingWords(league) : []
  for (const what of lacking) process.stderr.write(`${what}, which --require does not let pass\n`)
  if (lacking.length > 0) return ExitCode.failed
  if (league.measurements.length === 0 && !league.part?.empty) return ExitCode.nothingRan
  return league.measurements.some(({ told }) => told.kind === 'doubt') ? ExitCode.inconclusive : ExitCode.passed
}

interface ToldLeague {
  readonly output: string
  readonly format: TableFormat
  readonly require: boolean
  readonly tookMs: Ms
}

function rendered(league: League, format: TableFormat, tookMs: Ms): string {
  if (format === 'json') return textOf(league)
  if (format === 'markdown') return renderLeagueMarkdown(league)
  return renderLeagueTerminal(league, { ...terminalOf(process.stdout), tookMs, published: readPublished() })
}

/** Of this package. */
function readPublished(): League {
  return JSON.parse(readFileSync(join(packageFolder, 'docs/league.json'), 'utf8'))
}

function textOf(league: League): string {
  return jsonText(league)
}
