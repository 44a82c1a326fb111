// `halfopen league`: client libraries, as they come and as their documentation recommends, each under every fault; what was measured is kept.
import { join } from 'node:path'
import { renderLeagueHtml } from '../../reports/league/html.ts'
import { renderLeagueMarkdown } from '../../reports/league/markdown.ts'
import { renderLeagueTerminal } from '../../reports/league/terminal.ts'
import { missingWords } from '../../reports/league/words.ts'
import { startClock } from '../kit/clock.ts'
import { terminalOf } from '../kit/terminal.ts'
import { runLeague } from '../league/league.ts'
import { mergedLeague } from '../league/merged.ts'
import type { League } from '../model/league.ts'
import { handOn } from '../runtime/handed-on.ts'
import { clientKinds } from '../subjects/clients/all.ts'
import { writeReports } from '../vitest/report-folder.ts'
import { ExitCode } from './exit-code.ts'
import { abortAtInterrupt } from './interrupt.ts'
import { type LeagueArguments, parseLeagueArguments } from './league-arguments.ts'
import { progressLine } from './progress.ts'
import { partOf } from './shard.ts'

/**
 * Prints what was measured, and leaves league.json, league.md and league.html beside the ledger. Exit code 1 where who cannot be measured here is
 * required, 2 where a measurement is in doubt, 3 where nobody could be measured, 130 after an interrupt. Throws E_USAGE, E_CLIENT, E_NO_BOX, E_LEDGER,
 * E_LEAGUE, E_REPORT_FOLDER.
 */
export async function league(args: readonly string[]): Promise<number> {
  const asked = parseLeagueArguments(args)
  const clock = startClock()
  using interrupt = abortAtInterrupt('the league')
  const [first, ...others] = asked.merge
  const found = first === undefined ? await measured(asked, interrupt.signal) : await merged([first, ...others])
  process.stdout.write(rendered(found, asked.format, clock.nowMs()))
  await writeReports(asked.output, {
    'league.json': `${JSON.stringify(found, undefined, 2)}\n`,
    'league.md': renderLeagueMarkdown(found),
    'league.html': renderLeagueHtml(found),
  })
  if (interrupt.happened) {
    process.stderr.write('interrupted; the same command goes on from there\n')
    return ExitCode.interrupted
  }
  const lacking = asked.require ? missingWords(found) : []
  for (const what of lacking) process.stderr.write(`${what}, which --require does not let pass\n`)
  if (lacking.length > 0) return ExitCode.failed
  if (found.measurements.length === 0) return ExitCode.nothingRan
  return found.measurements.some(({ told }) => told.kind === 'doubt') ? ExitCode.inconclusive : ExitCode.passed
}

async function measured({ kinds, shard, output, beginning }: LeagueArguments, signal: AbortSignal): Promise<League> {
  handOn(beginning)
  using progress = progressLine(process.stderr)
  const own = shard === undefined ? kinds : partOf(kinds, shard)
  return await runLeague(own, { signal, onProgress: progress.show, output })
}

async function merged(folders: readonly [string, ...string[]]): Promise<League> {
  const { readLeague } = await import('../league/read-league.ts')
  const read = async (folder: string) => {
    const file = join(folder, 'league.json')
    return { file, league: await readLeague(file) }
  }
  const [first, ...others] = folders
  const ids = clientKinds.map(({ id }) => id)
  return mergedLeague([await read(first), ...(await Promise.all(others.map(read)))], ids)
}

function rendered(found: League, format: LeagueArguments['format'], tookMs: number): string {
  if (format === 'json') return `${JSON.stringify(found, undefined, 2)}\n`
  if (format === 'markdown') return renderLeagueMarkdown(found)
  return renderLeagueTerminal(found, { ...terminalOf(process.stdout), tookMs })
}
