// What was measured beside what is published of the same clients: a line for all who are as published, and one for each who is not.
import type { League, LeagueClient } from '../../harness/model/league.ts'
import { backWords, cellsOf, type LeagueCell, markedWords, saidWords, setWords } from './words.ts'

/** Nothing where nobody was measured. */
export function publishedWords(league: League, published: League): readonly string[] {
  const others = league.clients.map(client => ({ client, other: published.clients.find(({ id }) => id === client.id) }))
  const lines = others.map(({ client, other }) => ({
    id: client.id,
    ...(other ? compared({ league, client }, { league: published, client: other }) : { differs: ['not published'] }),
  }))
  const alike = lines.filter(({ differs }) => differs.length === 0)
  const versions = versionWords('on Linux', published.kernel?.release, league.kernel?.release)
  const tools = versionWords('halfopen', published.tool.version, league.tool.version)
  return [
    ...(alike.length === 0 ? [] : [`as published: ${alike.map(({ id }) => id).join(', ')}`]),
    ...lines
      .filter(({ differs }) => differs.length > 0)
      .map(({ id, differs }) => `not as published: ${id}: ${[...differs, ...tools, ...versions].join('; ')}`),
  ]
}

interface Side {
  readonly league: League
  readonly client: LeagueClient
}

/** What is published and was not measured now is told as well: an interrupt leaves it out, or a plan that has changed. */
function compared(now: Side, before: Side): { readonly differs: readonly string[] } {
  const cells = differing(now, before)
  const version = versionWords(now.client.library, before.client.version, now.client.version)
  return { differs: [...cells, ...version] }
}

function differing(now: Side, before: Side): readonly string[] {
  const names = new Set([...before.client.variants, ...now.client.variants].map(({ name }) => name))
  return [...names].flatMap(name => {
    const [own, other] = [now, before].map(({ league, client }) => ({
      set: client.variants
        .filter(variant => variant.name === name)
        .map(setWords)
        .join(),
      cells: new Map(cellsOf(league, client.id, name).map(cell => [cell.label, cell])),
    }))
    if (!own || !other) return []
    const settings =
      own.set === other.set ? [] : [`${name}: published with ${other.set || 'none'}, now ${own.set || 'none'}`]
    const labels = new Set([...other.cells.keys(), ...own.cells.keys()])
    const rows = [...labels].flatMap(label => {
      const [was, is] = [other, own].map(({ cells }) => cells.get(label))
      return rowWords({ was, is }, before.client).map(words => `${name}, ${label}: ${words}`)
    })
    return [...settings, ...rows]
  })
}

function rowWords(
  { was, is }: { readonly was: LeagueCell | undefined; readonly is: LeagueCell | undefined },
  client: LeagueClient,
): readonly string[] {
  if (!is) return was ? ['published, and not measured now'] : []
  if (!was) return ['not published']
  const words = [(cell: LeagueCell) => markedWords(cell, client), saidWords, backWords]
  const [told, ...more] = words.map(one => ({ was: one(was), is: one(is) }))
  if (told && told.was !== told.is) return [`published ${told.was}, now ${told.is}`]
  return more.filter(one => one.was !== one.is).map(one => `published "${one.was}", now "${one.is}"`)
}

function versionWords(what: string, was: string | undefined, is: string | undefined): readonly string[] {
  return was === is ? [] : [`${what} ${was ?? '?'} is published, here is ${is ?? '?'}`]
}
