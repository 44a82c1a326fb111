// `halfopen league`: client libraries, as they come and as their documentation recommends, each under every fault; what was measured is kept.
import { startClock } from '../kit/clock.ts'
import { runLeague } from '../league/league.ts'
import { madeIn } from '../league/merged.ts'
import type { League } from '../model/league.ts'
import { partHead, partOfMade } from '../parts/made-part.ts'
import { partOf } from '../parts/shard.ts'
import { handedOn, handOn } from '../runtime/handed-on.ts'
import { ExitCode } from './exit-code.ts'
import { findParts } from './find-parts.ts'
import { abortAtInterrupt, type Interrupt } from './interrupt.ts'
import { type LeagueArguments, parseLeagueArguments } from './league-arguments.ts'
import { mergeLeague } from './merge-league.ts'
import { progressLine } from './progress.ts'
import { tellLeague } from './tell-league.ts'

/**
 * Prints what was measured, and leaves league.json, league.md and league.html beside the ledger. Exit code 1 where who cannot be measured here is
 * required, 2 where a measurement is in doubt, 3 where nobody could be measured, 130 after an interrupt. Throws E_USAGE, E_CLIENT, E_NO_BOX, E_LEDGER,
 * E_PARTS, E_REPORT_FOLDER.
 */
export async function league(args: readonly string[]): Promise<number> {
  const asked = parseLeagueArguments(args)
  if (asked.merge.length > 0) return await mergeLeague(await findParts(asked.merge), asked)
  const clock = startClock()
  using interrupt = abortAtInterrupt('the league')
  const found = await measured(asked, interrupt)
  const code = await tellLeague(found, { ...asked, tookMs: clock.nowMs() })
  if (!interrupt.happened) return code
  process.stderr.write('interrupted; the same command goes on from there\n')
  return ExitCode.interrupted
}

async function measured(
  { kinds, shard, output, beginning }: LeagueArguments,
  interrupt: Interrupt & { readonly signal: AbortSignal },
): Promise<League> {
  handOn(beginning)
  using progress = progressLine(process.stderr)
  const own = shard === undefined ? kinds : partOf(kinds, shard)
  const found = await runLeague(own, { signal: interrupt.signal, onProgress: progress.show, output })
  if (!shard) return found
  const { seed, startsAt } = handedOn()
  const head = partHead(shard, {
    clients: kinds.map(({ id }) => id).join(' '),
    seed: seed?.toString(),
    'starts at': startsAt,
    kernel: found.kernel && `${found.kernel.release}, ${found.kernel.hz} Hz`,
  })
  const part = own.length === 0 ? { ...head, empty: true as const } : head
  return { ...found, part: partOfMade(part, madeIn(found), interrupt.happened) }
}
