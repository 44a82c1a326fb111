// A comparison as one page: what is best in words, a heat map of settings x faults, two pictures of what quickness costs, and every figure. Nothing is loaded.
import { given } from '../../harness/kit/format-time.ts'
import type { Comparison } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { count } from '../count.ts'
import { escapeHtml } from '../html/escape.ts'
import { packed } from '../html/packed.ts'
import { pageScript, policyFor } from '../html/script.ts'
import { style } from '../html/style.ts'
import { totalsWords } from './cells.ts'
import { figures } from './figures.ts'
import { heatLegend, heatMap } from './heat.ts'
import { dominatedMeans, doubtWords, missWords, mistakeWords } from './notes.ts'
import { plotsOf } from './plot-data.ts'
import { frontLines, type PlotsView, pointsOf, type Side } from './plots.ts'
import { compareStyle } from './style.ts'
import { forgottenLines } from './terminal.ts'

/** The comparison as one self-contained page; light or dark as the reader's system is. */
export function renderCompareHtml(comparison: Comparison): string {
  const { tool, settings, kernel, clock } = comparison
  const script = pageScript('compare')
  const view = plotsOf(comparison)
  const on = kernel ? `, Linux ${kernel.release}${kernel.hz === undefined ? '' : ` (${kernel.hz} Hz)`}` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">
<title>${escapeHtml(count(settings.length, 'setting'))} compared - halfopen</title>
<style>${style}${compareStyle}</style>
</head>
<body>
<header>
<h1>Which settings notice a dead server, how fast, and at what price?</h1>
<p class="summary">${escapeHtml(totalsWords(comparison))}</p>
${told(bestWords(comparison), 'best')}</header>
<main>
${settings.every(({ cells }) => cells.length === 0) ? '<p>Nothing was measured.</p>' : body(comparison, view)}
</main>
<footer>halfopen ${escapeHtml(tool.version)}, ${clock} time${escapeHtml(on)}</footer>
<script type="text/plain" data-plots>${packed(view)}</script>
<script>${script}</script>
</body>
</html>
`
}

function body(comparison: Comparison, view: PlotsView): string {
  const odd = [
    ...forgottenLines(comparison),
    ...mistakeWords(comparison),
    ...missWords(comparison),
    ...doubtWords(comparison),
  ]
  return `${heatMap(comparison)}
${heatLegend(comparison)}
<h2>What fast detection costs</h2>
<p class="under" hidden></p>
<div class="plots">
${plot(view, 'alarms', 'Slowest detection against false alarms')}
${plot(view, 'traffic', 'Slowest detection against traffic')}
</div>
${oddities(odd)}<details class="every"><summary>Every figure</summary>
${figures(comparison)}
</details>`
}

/** Of very many how many there are, and all of them for who wants to read on. */
function oddities(lines: readonly string[]): string {
  const list = `<ul class="odd">${lines.map(words => `<li>${escapeHtml(words)}</li>`).join('')}</ul>`
  if (lines.length === 0) return ''
  const shown = lines.length <= 12 ? list : `<details><summary>${lines.length} remarks</summary>${list}</details>`
  return `<h2>What else is to be said</h2>\n${shown}\n`
}

/** Its words stand there without a script, too. */
function plot(view: PlotsView, side: Side, title: string): string {
  const lines = frontLines(pointsOf(view, side), side)
  return `<figure data-side="${side}"><figcaption>${title}</figcaption><div class="chart"></div>${plotLegend(view)}<div class="words">${lines
    .map(words => `<p>${escapeHtml(words)}</p>`)
    .join('')}</div></figure>`
}

function plotLegend({ withinMs, watchMs }: PlotsView): string {
  const bound =
    withinMs === undefined
      ? ''
      : `<li><svg width="6" height="16"><line class="within" x1="3" x2="3" y1="1" y2="15"/></svg> ${given(withinMs)} demanded</li>`
  return `<ul class="plot-legend" hidden><li><svg width="14" height="14" viewBox="-7 -7 14 14"><path class="front" d="M0-7 4 0 0 7-4 0Z"/></svg> on the front</li><li><svg width="14" height="14" viewBox="-7 -7 14 14"><circle class="dominated" r="5.5"/></svg> dominated</li>${bound}<li><svg width="14" height="14"><rect class="never" x="1" y="1" width="12" height="12"/></svg> not within ${given(watchMs)}</li></ul>`
}

/** Which is best, and how many are dominated: as the table's last column says of each. */
function bestWords({ settings, withinMs }: Comparison): readonly string[] {
  const best = settings.findIndex(row => row.best)
  const dominated = settings.filter(row => row.dominatedBy !== undefined).length
  const named = settings[best]
  const within = withinMs === undefined ? '' : given(withinMs)
  return [
    ...(named
      ? [
          `Best within ${within}: ${best + 1} ${formatSettings(named.settings)}, the one with the least traffic that never gives up on a server that is alive`,
        ]
      : []),
    ...(within !== '' && !named
      ? [`None notices each loss within ${within} without ever giving up on a server that is alive`]
      : []),
    ...(dominated > 0 ? [`${dominated} of ${settings.length} are dominated: ${dominatedMeans}`] : []),
  ]
}

function told(lines: readonly string[], name: string): string {
  return lines.map(words => `<p class="${name}">${escapeHtml(words)}</p>\n`).join('')
}
