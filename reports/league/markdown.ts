// The league as Markdown: a line a client and setting with how long each believed a dead server, and below it what is missing and what is odd.

import { isControl } from '../../harness/faults/none.ts'
import type { League, LeagueClient, LeagueVariant } from '../../harness/model/league.ts'
import { table } from '../compare/markdown.ts'
import { visible } from '../html/escape.ts'
import { anchorOf } from './html.ts'
import { nameWords } from './same.ts'
import {
  backWords,
  cellsOf,
  chanceWords,
  expectedWords,
  labelOf,
  missingWords,
  movedWords,
  saidWords,
  setWords,
  socketWords,
  toldWords,
  windowWords,
} from './words.ts'

/** Ends with a newline. */
export function renderLeagueMarkdown(league: League): string {
  const labels = labelsOf(league)
  const rows = league.clients.flatMap(client => client.variants.map(variant => ({ client, variant })))
  const parts = [
    `${league.clients.length} clients, halfopen ${league.tool.version}, virtual time${league.kernel ? `, Linux ${league.kernel.release}` : ''}.\n`,
    table(
      ['client', 'settings', ...labels],
      rows.map(({ client, variant }) => [
        nameOf(client),
        nameWords(league, client, variant),
        ...timesOf(league, client, variant, labels),
      ]),
    ),
    '## What each is told, and whether it comes back\n',
    ...league.clients.map(client => sectionOf(league, client)),
    ...missingOf(league),
  ]
  return visible(parts.join('\n'))
}

/** Every fault in every state. */
export function labelsOf({ measurements }: League): readonly string[] {
  return [...new Set(measurements.filter(({ fault }) => !isControl(fault)).map(labelOf))]
}

/** What a client with one setting was told under each of these; `-` where it was not measured. */
export function timesOf(
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

function sectionOf(league: League, client: LeagueClient): string {
  const { id, language, server, variants } = client
  const again = `\`npx halfopen league --client ${id}\``
  return [
    `### ${nameOf(client)}\n\n${language}, with ${server}. ${again}\n`,
    ...variants.flatMap(variant => [
      `${variantWords(league, client, variant)}\n`,
      table(
        ['fault/state', 'told after', 'what it is told', 'back', 'its sockets', 'its kernel alone', 'expected'],
        cellsOf(league, id, variant.name).map((cell, at) => [
          `[${cell.label}](league.html#${anchorOf(client, variant, at)})`,
          [toldWords(cell), movedWords(cell)].filter(Boolean).join(', '),
          saidWords(cell),
          [backWords(cell), chanceWords(cell, client)].filter(Boolean).join(', '),
          socketWords(cell),
          windowWords(cell.made[0]?.kernel),
          expectedWords(cell),
        ]),
      ),
    ]),
  ].join('\n')
}

function variantWords(league: League, client: LeagueClient, variant: LeagueVariant): string {
  const { source } = variant
  const set = setWords(variant)
  return `**${nameWords(league, client, variant)}**${set === '' ? '' : `: \`${set}\``}${source === undefined ? '' : ` ([source](${source}))`}`
}

function nameOf({ id, library, version }: LeagueClient): string {
  return id === library ? `${id} ${version}` : `${id} (${library} ${version})`
}

function missingOf(league: League): readonly string[] {
  const missing = missingWords(league)
  return missing.length === 0 ? [] : ['## Not measured here\n', `${missing.map(what => `- ${what}`).join('\n')}\n`]
}
