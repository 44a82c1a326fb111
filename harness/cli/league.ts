// `halfopen league`: client libraries, as they come and as their documentation recommends, each under every fault; what was measured is kept.
import { renderLeagueHtml } from '../../reports/league/html.ts'
import { renderLeagueMarkdown } from '../../reports/league/markdown.ts'
import { renderLeagueTerminal } from '../../reports/league/terminal.ts'
import { startClock } from '../kit/clock.ts'
import { runLeague } from '../league/league.ts'
import type { League } from '../model/league.ts'
import { handOn } from '../runtime/handed-on.ts'
import { writeReports } from '../vitest/report-folder.ts'
import { ExitCode } from './exit-code.ts'
import { abortAtInterrupt } from './interrupt.ts'
import { parseLeagueArguments } from './league-arguments.ts'
import { progressLine } from './progress.ts'
import { partOf } from './shard.ts'

/**
 * Prints what was measured, and leaves league.json, league.md and league.html beside the ledger. Exit code 2 where a measurement is in doubt, 3 where nobody
 * could be measured, 130 after an interrupt. Throws E_USAGE, E_CLIENT, E_NO_BOX, E_LEDGER, E_REPORT_FOLDER.
 */
export async function league(args: readonly string[]): Promise<number> {
  const { kinds, output, format, shard, beginning } = parseLeagueArguments(args)
  handOn(beginning)
  const clock = startClock()
  using interrupt = abortAtInterrupt('the league')
  using progress = progressLine(process.stderr)
  const own = shard === undefined ? kinds : partOf(kinds, shard)
  const found = await runLeague(own, { signal: interrupt.signal, onProgress: progress.show, output })
  progress[Symbol.dispose]()
  process.stdout.write(rendered(found, format, clock.nowMs()))
  await writeReports(output, {
    'league.json': `${JSON.stringify(found, undefined, 2)}\n`,
    'league.md': renderLeagueMarkdown(found),
    'league.html': renderLeagueHtml(found),
  })
  if (interrupt.happened) {
    process.stderr.write('interrupted; the same command goes on from there\n')
    return ExitCode.interrupted
  }
  if (found.measurements.length === 0) return ExitCode.nothingRan
  return found.measurements.some(({ told }) => told.kind === 'doubt') ? ExitCode.inconclusive : ExitCode.passed
}

function rendered(found: League, format: 'table' | 'json' | 'markdown', tookMs: number): string {
  if (format === 'json') return `${JSON.stringify(found, undefined, 2)}\n`
  if (format === 'markdown') return renderLeagueMarkdown(found)
  return renderLeagueTerminal(found, { colour: process.stdout.isTTY && !process.env.NO_COLOR, tookMs })
}
