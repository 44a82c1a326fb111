// Writes docs/league.md, docs/league.html and what `explain` shows of each client, from what `npx halfopen league` has left in reports/out.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { controlsMarked } from '../harness/league/controls.ts'
import type { League } from '../harness/model/league.ts'
import { clientKinds } from '../harness/subjects/clients/all.ts'
import { renderLeagueHtml } from './league/html.ts'
import { renderLeagueTables } from './league/markdown.ts'
import { nameWords } from './league/same.ts'
import { cellsOf, markedWords, setWords } from './league/words.ts'

const head = `# How long does each client believe a dead server?

Client libraries as people run them, measured by \`npx halfopen league\` in virtual time on a Linux kernel: as they come, and as their documentation
recommends.

- \`idle\`: the client asks nothing. \`awaiting answer\`: its question was acknowledged, and the answer does not come. \`busy\`: its question was lost.
- A time counts from the fault until the **program** gets an error from its library; where there are two, they are the fastest and the slowest phase.
- "never": not within three hours (one hour for a frozen server and for a reset). Where the watch was shorter, its length is given.
- "kept alive": the firewall never forgot the connection.
- "?": in doubt. The client got its error without any fault as well, or the fault had nothing to take away: a pool had already closed its connection.
- Where chance decides when a client tries again, it was measured with two seeds: the row is a range, and marked. "Give or take some ms" marks clients that
  compute for so long that time has to move meanwhile.
- Where the facts predict something else, the reason stands beside the figure. "recommended: as it comes": those settings are what the client has anyway, or
  change nothing here.
- Another version of halfopen moves a figure by microseconds; in some thirty to seventy rows chance, or a slot of the kernel's timers, makes more of them: 4 s of 939, 7 s of 602 at most.

Each fault links to its row on the page, which has its scenario. [league.html](league.html) can be sorted and searched; the records of both are
[league.json](league.json).

![The league's page: how soon each client gets an error after its server was switched off](./pictures/league-light.png)

For a program of your own: [your-client.md](your-client.md). To measure again: \`npx halfopen league --client pg\`, or without a name all of them, in some 20
minutes on two cores that do nothing else. \`--shard 1/3\` measures a third of them, and \`--merge\` makes one of the three; an interrupted one continues.

`

/** The lines of each client by the name that the facts have for it. */
export function factsOf(league: League): Readonly<Record<string, readonly string[]>> {
  const facts = new Map(clientKinds.map(({ id, fact }) => [id, fact ?? id]))
  const lines = league.clients.flatMap(client =>
    client.variants.map(variant => {
      const told = cellsOf(league, client.id, variant.name).map(cell => `${cell.label} ${markedWords(cell, client)}`)
      const how = `${nameWords(league, client, variant)} ${setWords(variant)}`.trim()
      return {
        fact: facts.get(client.id) ?? client.id,
        line: `${client.id} ${client.version} ${how}: ${told.join('; ')}`,
      }
    }),
  )
  const byFact = Map.groupBy(lines, ({ fact }) => fact)
  return Object.fromEntries([...byFact].map(([fact, own]) => [fact, own.map(({ line }) => line)]))
}

/** A line a measurement, so that a change shows as what it is. What differs each time is no record of the network: how long it took here. */
export function recordsOf({ measurements, ...league }: League): string {
  const lines = measurements.map(({ wallMs: _wall, ...made }) => `    ${JSON.stringify(made)}`)
  const head = JSON.stringify(league, undefined, 2).replace(/\n}$/, '')
  return `${head},\n  "measurements": [\n${lines.join(',\n')}\n  ]\n}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = (path: string) => new URL(`../${path}`, import.meta.url)
  const read: League = JSON.parse(readFileSync(process.argv[2] ?? at('reports/out/league.json'), 'utf8'))
  const league = { ...read, measurements: controlsMarked(read.measurements) }
  writeFileSync(at('docs/league.md'), head + renderLeagueTables(league, 'league.html'))
  writeFileSync(at('docs/league.html'), renderLeagueHtml(league))
  writeFileSync(at('docs/league.json'), recordsOf(league))
  writeFileSync(at('harness/facts/league.json'), `${JSON.stringify(factsOf(league), undefined, 2)}\n`)
}
