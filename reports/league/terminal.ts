// The league on a terminal: a block a client and setting, a line a fault and state.
import { seconds } from '../../harness/kit/format-time.ts'
import type { League } from '../../harness/model/league.ts'
import type { Ms } from '../../harness/model/units.ts'
import { grid, sentence } from '../grid.ts'
import { type Look, paint } from '../look.ts'
import { publishedWords } from './published.ts'
import { nameWords } from './same.ts'
import {
  backWords,
  cellsOf,
  chanceWords,
  countWords,
  missingWords,
  movedWords,
  oddWords,
  saidWords,
  setWords,
  toldWords,
} from './words.ts'

/** Ends with a newline. `tookMs`: by the host's clock; `published`: what it is held against. */
export function renderLeagueTerminal(
  league: League,
  look: Look & { readonly tookMs: Ms; readonly published?: League },
): string {
  const blocks = league.clients.flatMap(client =>
    client.variants.map(variant => ({
      title:
        `${client.id} (${client.library} ${client.version}), ${nameWords(league, client, variant)} ${setWords(variant)}`.trim(),
      lines: cellsOf(league, client.id, variant.name).map(cell => [
        '',
        cell.label,
        [toldWords(cell), movedWords(cell)].filter(Boolean).join(', '),
        saidWords(cell),
        [backWords(cell), chanceWords(cell, client)].filter(Boolean).join(', '),
      ]),
    })),
  )
  const head = ['', 'fault, state', 'reported after', 'what is reported', 'back']
  const rows = [head, ...blocks.flatMap(({ lines }) => lines)].map(cells => ({ cells }))
  const [first = [], ...table] = grid([{ gap: 1 }, {}, {}, {}, {}], rows, look)
  const odd = oddWords(league)
  return [
    ...(blocks.length === 0 ? [] : first.map(line => paint(look, 'dim', line))),
    ...blocks.flatMap(({ title, lines }) => [sentence(title, look), ...table.splice(0, lines.length).flat()]),
    ...odd.map(what => sentence(what, look, { style: 'yellow', more: 3 })),
    ...missingWords(league).map(what => sentence(what, look, { style: 'yellow' })),
    sentence(countWords(league, ` in ${seconds(look.tookMs)}`), look),
    ...(look.published ? publishedWords(league, look.published) : []).map(what => sentence(what, look, { more: 3 })),
    '',
  ].join('\n')
}
