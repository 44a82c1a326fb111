// The league as Markdown, and as the summary of a job: how it ended, what is odd, a line a client and setting with how long each believed a dead server, and what
// each was told.

import { isControl } from '../../harness/faults/none.ts'
import type { League, LeagueClient, LeagueVariant } from '../../harness/model/league.ts'
import { count } from '../count.ts'
import { code, link, literal } from '../markdown/literal.ts'
import { bullets, documentOf, headOf, tableOf } from '../markdown/table.ts'
import { anchorOf } from './html.ts'
import { nameWords } from './same.ts'
import {
  backWords,
  cellsOf,
  chanceWords,
  countWords,
  expectedWords,
  labelOf,
  missingWords,
  movedWords,
  oddWords,
  saidWords,
  setWords,
  socketWords,
  toldWords,
  windowWords,
} from './words.ts'

/** Ends with a newline. `page`: what its rows link to, where that lies beside it. */
export function renderLeagueMarkdown(league: League, page?: string): string {
  return documentOf([
    headOf('league', league, countWords(league)),
    bullets(oddWords(league)),
    renderLeagueTables(league, page),
  ])
}

/** The same without what is said of it as a whole. Ends with a newline. */
export function renderLeagueTables(league: League, page?: string): string {
  const { clients, tool, kernel } = league
  const labels = labelsOf(league)
  const rows = clients.flatMap(client => client.variants.map(variant => ({ client, variant })))
  const sections = clients.flatMap(client => sectionOf(league, client, page))
  return documentOf([
    literal(
      `${count(clients.length, 'client')}, halfopen ${tool.version}, virtual time${kernel ? `, Linux ${kernel.release}` : ''}.`,
    ),
    tableOf(
      ['client', 'settings', ...labels].map(literal),
      rows.map(({ client, variant }) =>
        [nameOf(client), nameWords(league, client, variant), ...timesOf(league, client, variant, labels)].map(literal),
      ),
    ),
    ...(sections.length === 0 ? [] : ['## The error that each client gets, and whether it works again', ...sections]),
    ...missingOf(league),
  ])
}

/** Every fault in every state. */
function labelsOf({ measurements }: League): readonly string[] {
  return [...new Set(measurements.filter(({ fault }) => !isControl(fault)).map(labelOf))]
}

/** What a client with one setting was told under each of these; `-` where it was not measured. */
function timesOf(
  league: League,
  { id }: LeagueClient,
  { name }: LeagueVariant,
  labels: readonly string[],
): readonly string[] {
  const cells = cellsOf(league, id, name)
  return labels.map(label => {
    const cell = cells.find(one => one.label === label)
    return cell ? toldWords(cell) : '-'
  })
}

function sectionOf(league: League, client: LeagueClient, page?: string): readonly string[] {
  const { id, language, server, variants } = client
  return [
    `### ${literal(nameOf(client))}`,
    `${literal(`${language}, with ${server}.`)} ${code(`npx halfopen league --client ${id}`)}`,
    ...variants.flatMap(variant => [
      variantWords(league, client, variant),
      tableOf(
        ['fault/state', 'error after', 'the error it gets', 'back', 'its sockets', 'its kernel alone', 'expected'],
        cellsOf(league, id, variant.name).map((cell, at) => [
          page === undefined ? literal(cell.label) : link(cell.label, `${page}#${anchorOf(client, variant, at)}`),
          ...[
            [toldWords(cell), movedWords(cell)].filter(Boolean).join(', '),
            saidWords(cell),
            [backWords(cell), chanceWords(cell, client)].filter(Boolean).join(', '),
            socketWords(cell),
            windowWords(cell.made[0]?.kernel),
            expectedWords(cell),
          ].map(literal),
        ]),
      ),
    ]),
  ]
}

function variantWords(league: League, client: LeagueClient, variant: LeagueVariant): string {
  const { source } = variant
  const set = setWords(variant)
  const name = `**${literal(nameWords(league, client, variant))}**`
  return `${name}${set === '' ? '' : `: ${code(set)}`}${source === undefined ? '' : ` (${link('source', source)})`}`
}

function nameOf({ id, library, version }: LeagueClient): string {
  return id === library ? `${id} ${version}` : `${id} (${library} ${version})`
}

function missingOf(league: League): readonly string[] {
  const missing = missingWords(league)
  return missing.length === 0 ? [] : ['## Not measured here', bullets(missing)]
}
