// The league on a terminal: a block a client and setting, a line a fault and state.
import { seconds } from '../../harness/kit/format-time.ts'
import type { League } from '../../harness/model/league.ts'
import { paint } from '../look.ts'
import { backWords, cellsOf, chanceWords, missingWords, movedWords, saidWords, setWords, toldWords } from './words.ts'

/** Ends with a newline. `tookMs`: by the host's clock. */
export function renderLeagueTerminal(league: League, { colour, tookMs }: { colour: boolean; tookMs: number }): string {
  const blocks = league.clients.flatMap(client =>
    client.variants.map(variant => ({
      title: `${client.id} (${client.library} ${client.version}), ${variant.name} ${setWords(variant)}`.trim(),
      lines: cellsOf(league, client.id, variant.name).map(cell => [
        cell.label,
        [toldWords(cell), movedWords(cell)].filter(Boolean).join(', '),
        saidWords(cell),
        [backWords(cell), chanceWords(cell, client)].filter(Boolean).join(', '),
      ]),
    })),
  )
  const head = ['fault/state', 'told after', 'what it is told', 'back']
  const widths = head.map((word, at) =>
    Math.max(word.length, ...blocks.flatMap(({ lines }) => lines.map(line => line[at]?.length ?? 0))),
  )
  const line = (words: readonly string[]) =>
    `   ${words.map((word, at) => word.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd()
  const count = league.measurements.length
  return [
    ...(blocks.length === 0 ? [] : [paint({ colour }, 'dim', line(head))]),
    ...blocks.flatMap(({ title, lines }) => [` ${title}`, ...lines.map(line)]),
    ...missingWords(league).map(what => paint({ colour }, 'yellow', ` ${what}`)),
    ` ${league.clients.length} clients, ${count} measurements in ${seconds(tookMs)}`,
    '',
  ].join('\n')
}
