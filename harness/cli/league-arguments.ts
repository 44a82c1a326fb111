// The options of `halfopen league`, checked.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { HandedOn } from '../runtime/handed-on.ts'
import type { ClientKind } from '../subjects/client-kind.ts'
import { clientKinds } from '../subjects/clients/all.ts'
import { parseOptions } from './arguments.ts'
import { beginningOptions, parseBeginning } from './beginning.ts'
import { parseShard, type Shard } from './shard.ts'

/** Who is measured, and how it is told. */
export interface LeagueArguments {
  readonly kinds: readonly ClientKind[]
  readonly output: string
  readonly format: 'table' | 'json' | 'markdown'
  readonly shard: Shard | undefined
  readonly beginning: HandedOn
}

/** Throws E_USAGE, E_STARTS_AT, and E_CLIENT for one that is not in the league. */
export function parseLeagueArguments(args: readonly string[]): LeagueArguments {
  const single = ['output', 'shard', ...beginningOptions] as const
  const { options, lists, flags, patterns } = parseOptions(args, single, {
    lists: ['client'],
    flags: ['json', 'markdown'],
  })
  if (flags.json && flags.markdown)
    throw new HalfopenError('E_USAGE', 'Cannot read the options: --json and --markdown are two formats', {
      fix: 'Use one of them',
    })
  const named = [...lists.client, ...patterns]
  return {
    kinds: named.length === 0 ? clientKinds : clientKinds.filter(({ id }) => named.map(known).includes(id)),
    output: options.output ?? 'reports/out',
    format: flags.json ? 'json' : flags.markdown ? 'markdown' : 'table',
    shard: options.shard === undefined ? undefined : parseShard(options.shard),
    beginning: parseBeginning(options),
  }
}

function known(name: string): string {
  const ids = clientKinds.map(({ id }) => id)
  if (ids.includes(name)) return name
  throw new HalfopenError('E_CLIENT', `Cannot measure the client: it is not in the league, got "${name}"`, {
    fix: `There are ${ids.join(', ')}.${didYouMean(name, ids)}`,
  })
}
