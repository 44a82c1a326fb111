// The parts of a league that were measured apart, on other machines perhaps, as one; figures of another halfopen, or another kernel, are none of it. Pure.
import { HalfopenError } from '../kit/errors.ts'
import type { League, LeagueAbsent } from '../model/league.ts'

/** One of them, and its file. */
export interface LeaguePart {
  readonly file: string
  readonly league: League
}

/** Clients in the order of `ids`. Throws E_LEAGUE for parts that do not belong together. */
export function mergedLeague(parts: readonly [LeaguePart, ...LeaguePart[]], ids: readonly string[]): League {
  const [{ file: firstFile, league: first }, ...others] = parts
  for (const { file, league } of others)
    if (madeBy(league) !== madeBy(first))
      throw refusal(`"${firstFile}" is of ${madeBy(first)}, "${file}" of ${madeBy(league)}`)
  const all = parts.flatMap(({ league: { clients } }) => clients)
  const twice = all.find(({ id }, at) => all.findIndex(other => other.id === id) !== at)
  if (twice) throw refusal(`${twice.id} is in more than one part`)
  const leagues = parts.map(({ league }) => league)
  const lacking = leagues.flatMap(({ absent }) => absent).filter(({ id }) => !all.some(client => client.id === id))
  const inOrder = <T extends { readonly id: string }>(some: readonly T[]) =>
    some.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  const clients = inOrder(all)
  return {
    ...first,
    clients,
    absent: inOrder(lacking.filter((one, at) => lacking.findIndex(other => isSame(one, other)) === at)),
    measurements: clients.flatMap(({ id }) =>
      leagues.flatMap(({ measurements }) => measurements.filter(({ client }) => client === id)),
    ),
  }
}

function isSame(a: LeagueAbsent, b: LeagueAbsent): boolean {
  return a.id === b.id && a.reason === b.reason
}

function madeBy({ tool, kernel }: League): string {
  return `halfopen ${tool.version}${kernel ? ` on Linux ${kernel.release}` : ''}`
}

function refusal(cause: string): HalfopenError {
  return new HalfopenError('E_LEAGUE', `Cannot make one league of the parts: ${cause}`, {
    fix: 'Measure the parts with the same halfopen, each of them once: --shard 1/2, --shard 2/2',
  })
}
