// Whether settings made a difference: a row that was told all the same as the client is as it comes says so.
import type { League, LeagueClient, LeagueVariant } from '../../harness/model/league.ts'
import { cellsOf, type LeagueCell, saidWords, toldWords } from './words.ts'

/** `recommended`; `recommended: as it comes` where they made none. */
export function nameWords(league: League, { id }: Pick<LeagueClient, 'id'>, { name }: LeagueVariant): string {
  return isAsItComes(league, id, name) ? `${name}: as it comes` : name
}

/** In whatever was measured of both. What is in doubt is not known to be the same. */
function isAsItComes(league: League, client: string, name: LeagueVariant['name']): boolean {
  if (name === 'as it comes') return false
  const plain = new Map(cellsOf(league, client, 'as it comes').map(cell => [cell.label, cell]))
  const own = cellsOf(league, client, name)
  return own.length > 0 && own.every(cell => isSame(cell, plain.get(cell.label)))
}

function isSame(one: LeagueCell, other: LeagueCell | undefined): boolean {
  if (other === undefined || [one, other].some(isDoubted)) return false
  return [toldWords, saidWords, comesBack].every(words => words(one) === words(other))
}

function isDoubted({ made }: LeagueCell): boolean {
  return made.some(({ told, back }) => told.kind === 'doubt' || back?.kind === 'doubt')
}

/** Not how soon: that is a matter of chance where a library draws its pauses. */
function comesBack({ made }: LeagueCell): string {
  const ways = made.flatMap(({ back }) => (back?.kind === 'back' && back.wentOn ? 'went on' : (back?.kind ?? [])))
  return [...new Set(ways)].join()
}
