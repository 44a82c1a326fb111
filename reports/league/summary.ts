// A league for the summary of a job: how it ended, how long each client believed a dead server, and what is odd. league.md has what each was told.
import type { League } from '../../harness/model/league.ts'
import { code, literal } from '../markdown/literal.ts'
import { bullets, headOf, tableOfSome } from '../markdown/summary.ts'
import { labelsOf, timesOf } from './markdown.ts'
import { countWords, missingWords, oddWords } from './words.ts'

/** Ends with a newline. */
export function renderLeagueSummary(league: League): string {
  const labels = labelsOf(league)
  const rows = league.clients.flatMap(client => client.variants.map(variant => ({ client, variant })))
  const blocks = [
    headOf('league', league, countWords(league)),
    tableOfSome(['client', 'settings', ...labels].map(literal), rows, ({ client, variant }) => [
      code(client.id),
      ...[variant.name, ...timesOf(league, client, variant, labels)].map(literal),
    ]),
    bullets([...oddWords(league), ...missingWords(league)]),
  ]
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}
