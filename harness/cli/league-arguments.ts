// The options of `halfopen league`, checked.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { parseShard, type Shard } from '../parts/shard.ts'
import type { HandedOn } from '../runtime/handed-on.ts'
import type { ClientKind } from '../subjects/client-kind.ts'
import { clientKinds } from '../subjects/clients/all.ts'
import { parseOptions, refused } from './arguments.ts'
import { parseBeginning } from './beginning.ts'
import { formatOf, type TableFormat } from './option-values.ts'
import { optionsOf } from './options.ts'

/** Who is measured, and how it is told. */
export interface LeagueArguments {
  readonly kinds: readonly ClientKind[]
  readonly output: string
  readonly format: TableFormat
  readonly shard: Shard | undefined
  /** Folders with parts of a league, to be made one; nothing is measured then. */
  readonly merge: readonly string[]
  /** Who cannot be measured here fails the command. */
  readonly require: boolean
  readonly beginning: HandedOn
}

/** Throws E_USAGE, E_STARTS_AT, and E_CLIENT for one that is not in the league. */
export function parseLeagueArguments(args: readonly string[]): LeagueArguments {
  const { options, lists, flags, patterns } = parseOptions(args, optionsOf.league)
  const named = [...lists.client, ...patterns]
  if (lists.merge.length > 0 && (named.length > 0 || options.shard !== undefined))
    throw refused('--merge measures nothing, so that there is nobody to be chosen', 'Leave --client and --shard out')
  return {
    kinds: named.length === 0 ? clientKinds : clientKinds.filter(({ id }) => named.map(known).includes(id)),
    output: options.output ?? 'reports/out',
    format: formatOf(flags),
    shard: options.shard === undefined ? undefined : parseShard(options.shard),
    merge: lists.merge,
    require: flags.require,
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
