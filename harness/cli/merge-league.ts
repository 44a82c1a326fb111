// One league of the parts that were measured apart.
import { startClock } from '../kit/clock.ts'
import { mergedLeague } from '../league/merged.ts'
import schema from '../model/league.schema.json' with { type: 'json' }
import type { League } from '../model/league.ts'
import { readPart } from '../parts/read-part.ts'
import { clientKinds } from '../subjects/clients/all.ts'
import { refused } from './arguments.ts'
import type { FoundParts } from './find-parts.ts'
import type { LeagueArguments } from './league-arguments.ts'
import { tellLeague } from './tell-league.ts'

/** As `league` tells it. Throws E_USAGE, E_PARTS, E_REPORT_FOLDER. */
export async function mergeLeague(
  { sort, files }: FoundParts,
  how: Pick<LeagueArguments, 'output' | 'format' | 'require'>,
): Promise<number> {
  const clock = startClock()
  if (sort !== 'league.json') throw refused(`that is no league, got ${sort}`, 'Use npx halfopen report merge')
  const parts = await Promise.all(
    files.map(async ({ file }) => ({ file, league: await readPart<League>(file, schema) })),
  )
  const ids = clientKinds.map(({ id }) => id)
  return await tellLeague(mergedLeague(parts, ids), { ...how, tookMs: clock.nowMs() })
}
