// The league as one page: every client, setting, fault and state in a table that can be sorted and searched; light and dark; no network.
import type { League, LeagueClient, LeagueVariant } from '../../harness/model/league.ts'
import { count } from '../count.ts'
import { escapeHtml } from '../html/escape.ts'
import { style } from '../html/style.ts'
import { nameWords } from './same.ts'
import { scenarioText } from './scenario-text.ts'
import { sorting } from './sorting.ts'
import {
  backWords,
  cellsOf,
  chanceWords,
  expectedWords,
  type LeagueCell,
  missingWords,
  movedWords,
  saidWords,
  setWords,
  socketWords,
  toldWords,
  windowWords,
} from './words.ts'

/** A whole page. */
export function renderLeagueHtml(league: League): string {
  const rows = league.clients.flatMap(client =>
    client.variants.flatMap(variant =>
      cellsOf(league, client.id, variant.name).map((cell, at) =>
        rowOf(client, variant, cell, { at, name: nameWords(league, client, variant) }),
      ),
    ),
  )
  const head = heads.map(
    ([name, kind]) =>
      `<th scope="col" aria-sort="none"><button type="button" data-kind="${kind}">${name}</button></th>`,
  )
  const kernel = league.kernel ? ` on Linux ${league.kernel.release}` : ''
  const summary = `${count(league.clients.length, 'client')}, ${count(league.measurements.length, 'measurement')} in virtual time${kernel}; halfopen ${league.tool.version}`
  const absent = missingWords(league).map(what => `<li>${escapeHtml(what)}</li>`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>How long does each client believe a dead server?</title>
<style>${style}
.search{margin:0 0 12px}.search input{margin-left:6px;font:inherit;padding:4px 8px;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--ink);width:min(100%,24em)}
.league{background:var(--card);font-size:14px}.league th button{all:unset;cursor:pointer;font-weight:600;white-space:nowrap}.league th button:focus-visible{outline:2px solid var(--link)}
.league [aria-sort=ascending] button::after{content:" \\2191"}.league [aria-sort=descending] button::after{content:" \\2193"}
.league td{overflow-wrap:anywhere;min-width:6em}.league td:nth-child(2){min-width:13em}.league .never{color:var(--fail);font-weight:600}.league .doubt{color:var(--inconclusive)}.league small{color:var(--soft)}
body{max-width:1600px}.league details{margin:0;position:relative}.league summary{color:inherit}
.league pre{position:absolute;z-index:1;margin:4px 0;padding:8px 12px;font-size:13px;background:var(--card);border:1px solid var(--line);border-radius:6px;width:max-content;max-width:70vw;white-space:pre-wrap}
</style></head><body>
<h1>How long does each client believe a dead server?</h1>
<p class="summary">${escapeHtml(summary)}</p>
<p class="search"><label>Search <input type="search" placeholder="pg, busy, never"></label></p>
<div class="wide" tabindex="0" role="region" aria-label="measurements"><table class="league"><caption>What was measured of each client</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>
${absent.length === 0 ? '' : `<h2>Not measured here</h2><ul>${absent.join('')}</ul>`}
<script>${sorting}</script>
</body></html>
`
}

/** The columns, and by what each is sorted. */
const heads = [
  ['client', 'text'],
  ['settings', 'text'],
  ['fault, state', 'text'],
  ['error after', 'number'],
  ['the error it gets', 'text'],
  ['back after', 'number'],
  ['its sockets', 'text'],
  ['its kernel alone', 'number'],
  ['expected', 'number'],
] as const

function rowOf(
  client: LeagueClient,
  variant: LeagueVariant,
  cell: LeagueCell,
  { at, name }: { readonly at: number; readonly name: string },
): string {
  const [first] = cell.made
  const told = toldWords(cell)
  const sort = (value: number | undefined) => ` data-sort="${value ?? ''}"`
  const worst = Math.max(
    ...cell.made.map(({ told: one }) => (one.kind === 'lost' ? one.afterMs : Number.MAX_SAFE_INTEGER)),
  )
  const back = cell.made.flatMap(({ back: one }) => (one?.kind === 'back' ? [one.afterMs] : []))[0]
  const kind = classOf(cell)
  const set = setWords(variant)
  const from = variant.source === undefined ? '' : ` <a href="${escapeHtml(variant.source)}">source</a>`
  const scenario = first === undefined ? '' : scenarioText(client, variant, first)
  return [
    `<tr id="${anchorOf(client, variant, at)}"><th scope="row">${escapeHtml(client.id)} <small>${escapeHtml(client.version)}, ${escapeHtml(client.language)}</small></th>`,
    `<td>${name}${set === '' ? '' : ` <code>${escapeHtml(set)}</code>`}${from}</td>`,
    `<td><details><summary>${escapeHtml(cell.label)}</summary><pre>${escapeHtml(scenario)}</pre></details></td>`,
    `<td${sort(worst)}${kind}>${escapeHtml(told)}${small(movedWords(cell))}</td>`,
    `<td>${escapeHtml(saidWords(cell))}</td>`,
    `<td${sort(back)}>${escapeHtml(backWords(cell))}${small(chanceWords(cell, client))}</td>`,
    `<td>${escapeHtml(socketWords(cell))}</td>`,
    `<td${sort(startOf(first?.kernel))}>${windowWords(first?.kernel)}</td>`,
    `<td${sort(startOf(first?.expected))}>${escapeHtml(expectedWords(cell))}</td></tr>`,
  ].join('')
}

function small(note: string): string {
  return note === '' ? '' : ` <small>${escapeHtml(note)}</small>`
}

/** Of a row: what Markdown links to. `at`: which of its cells. */
export function anchorOf({ id, variants }: LeagueClient, { name }: LeagueVariant, at: number): string {
  return `${id}-${variants.findIndex(one => one.name === name)}-${at}`
}

function classOf({ made }: LeagueCell): string {
  if (made.every(({ told }) => told.kind === 'doubt')) return ' class="doubt"'
  return made.every(({ told }) => told.kind === 'nothing' && !told.keptAlive) ? ' class="never"' : ''
}

function startOf(window: readonly [number, number] | 'never' | undefined): number | undefined {
  return window === 'never' ? Number.MAX_SAFE_INTEGER : window?.[0]
}
