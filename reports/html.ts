// One page that tells a report: a matrix of what every client noticed, and behind each cell its run, drawn when it is opened. Nothing is loaded.
import type { Report, Run, RunError } from '../harness/model/report.ts'
import { type Change, changesSince } from './against/changes.ts'
import { changeWords, countWords, startedWords } from './against/words.ts'
import { sectionIds } from './anchor.ts'
import { badge } from './html/badge.ts'
import { controls } from './html/controls.ts'
import { escapeHtml } from './html/escape.ts'
import { legend } from './html/legend.ts'
import { type Entry, matrix } from './html/matrix.ts'
import { packed } from './html/packed.ts'
import { runView } from './html/run-view.ts'
import { pageScript, policyFor } from './html/script.ts'
import { style } from './html/style.ts'
import { matrixStyle } from './html/style-matrix.ts'
import { runStyle } from './html/style-run.ts'
import { controlWords, summaryWords } from './phrases.ts'

/** The report as one self-contained page; light or dark as the reader's system is. `against`: an earlier one, to tell what is different. */
export function renderHtml(report: Report, against?: Pick<Report, 'runs'>): string {
  const { runs, tool, errors = [] } = report
  const ids = sectionIds(runs)
  const changes = against && changesSince(report, against)
  const entries = runs.map((run, number): Entry => {
    return { run, number, id: ids[number] ?? run.scenario, change: changes?.[number] }
  })
  const script = pageScript('report')
  const views = entries.map(({ run, number, id }) => dataBlock(number, packed(runView(run, id, tool))))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">
<title>${escapeHtml(summaryWords(report))} - halfopen</title>
<style>${style}${matrixStyle}${runStyle}</style>
</head>
<body>
<header>
<h1>Does the client notice a dead server, and how fast?</h1>
<p class="summary">${escapeHtml(summaryWords(report))}</p>
${open(runs)}${against && changes ? difference(changes, against) : ''}${controls(runs, changes)}
<noscript><p>What lies behind each cell is drawn by a script, which does not run here. report.json has all of it.</p></noscript>
</header>
<main>
${besides(errors)}${matrix(entries, changes !== undefined)}
${legend}
</main>
<footer>halfopen ${escapeHtml(tool.version)}${madeWhen(report)}</footer>
${views.join('\n')}
<script>${script}</script>
</body>
</html>
`
}

/** What no browser runs and the script reads when the run is opened. */
function dataBlock(number: number, text: string): string {
  return `<script type="text/plain" data-view="${number}">${text}</script>`
}

/** What the summary leaves open. */
function open(runs: readonly Run[]): string {
  const words = controlWords({ runs })
  return words === undefined ? '' : `<p>* ${escapeHtml(words)}</p>\n`
}

/** What has changed since, and what is gone. */
function difference(changes: readonly Change[], before: Pick<Report, 'runs'>): string {
  const started = startedWords(before)
  const gone = changes.flatMap(change => (change.now || !change.before ? [] : [{ run: change.before, change }]))
  const list = gone.map(
    ({ run, change }) =>
      `<li><code>${escapeHtml(run.scenario)}</code> ${escapeHtml(changeWords(change).join('; '))}</li>`,
  )
  return `<p class="against">Against the report${started === undefined ? '' : ` of ${escapeHtml(started)}`}: ${escapeHtml(countWords(changes))}</p>
${list.length === 0 ? '' : `<details><summary>${list.length} gone</summary><ul>${list.join('')}</ul></details>\n`}`
}

/** What went wrong beside the scenarios. */
function besides(errors: readonly RunError[]): string {
  const sections = errors.map(
    ({ where, at, message }) =>
      `<section class="error"><h2>${badge('fail')} ${escapeHtml(where)} <small>${escapeHtml(at ?? '')}</small></h2><pre tabindex="0">${escapeHtml(message)}</pre></section>\n`,
  )
  return sections.join('')
}

function madeWhen(report: Report): string {
  const started = startedWords(report)
  const { node, system } = report.tool
  const on = [node && `Node ${node}`, system].filter(Boolean).map(words => `, ${escapeHtml(words ?? '')}`)
  return `${on.join('')}${started === undefined ? '' : `, started ${escapeHtml(started)}`}`
}
