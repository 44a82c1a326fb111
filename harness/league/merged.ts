// The parts of a league that were measured apart, on other machines perhaps, as one. Pure.
import type { League, LeagueAbsent } from '../model/league.ts'
import { whole } from '../parts/together.ts'

/** One of them, and its file. */
export interface LeaguePart {
  readonly file: string
  readonly league: League
}

/** Clients in the order of `ids`. Throws E_PARTS for parts that are not one whole, all of it. */
export function mergedLeague(read: readonly LeaguePart[], ids: readonly string[]): League {
  const known = read.map(({ file, league }) => ({ file, league, part: league.part, made: madeIn(league) }))
  const leagues = whole(known).map(({ league }) => league)
  const inOrder = <T extends { readonly id: string }>(some: readonly T[]) =>
    some.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  const clients = inOrder(leagues.flatMap(league => league.clients))
  const lacking = leagues.flatMap(({ absent }) => absent)
  const [first] = leagues
  return {
    schema: 1,
    tool: first?.tool ?? { name: 'halfopen', version: '' },
    ...(first?.kernel ? { kernel: first.kernel } : {}),
    clients,
    absent: inOrder(lacking.filter((one, at) => lacking.findIndex(other => isSame(one, other)) === at)),
    measurements: clients.flatMap(({ id }) =>
      leagues.flatMap(({ measurements }) => measurements.filter(({ client }) => client === id)),
    ),
  }
}

/** What the digest of a part is of. */
export function madeIn({
  clients,
  absent,
  measurements,
}: Pick<League, 'clients' | 'absent' | 'measurements'>): unknown[] {
  return [...clients, ...absent, ...measurements]
}

function isSame(a: LeagueAbsent, b: LeagueAbsent): boolean {
  return a.id === b.id && a.reason === b.reason
}
