// One page that tells a report: a matrix on top, a timeline for each run below. Nothing is loaded, nothing is executed, all text is escaped.
import type { Report, Run, RunError } from '../harness/model/report.ts'
import { sectionIds } from './anchor.ts'
import { badge } from './html/badge.ts'
import { escapeHtml } from './html/escape.ts'
import { legend } from './html/legend.ts'
import { matrix } from './html/matrix.ts'
import { runSection } from './html/run-section.ts'
import { style } from './html/style.ts'
import { controlWords, past, statuses, summaryWords } from './phrases.ts'

/** The report as one self-contained page: no requests, no script; light or dark as the reader's system is. */
export function renderHtml(report: Report): string {
  const { runs, tool, errors = [] } = report
  const ids = sectionIds(runs)
  const sections = runs.map((run, i) => runSection(run, ids[i] ?? run.scenario))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(summaryWords(report))} - halfopen</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Does the client notice a dead server, and how fast?</h1>
<p class="summary">${escapeHtml(summaryWords(report))}</p>
${open(runs)}${filter(runs)}
</header>
<main>
${besides(errors)}${matrix(runs, ids)}
${legend}
${sections.join('\n')}
</main>
<footer>halfopen ${escapeHtml(tool.version)}${startedWords(runs)}</footer>
</body>
</html>
`
}

/** What the summary leaves open. */
function open(runs: readonly Run[]): string {
  const words = controlWords({ runs })
  return words === undefined ? '' : `<p>${escapeHtml(words)}</p>\n`
}

/** What went wrong beside the scenarios. */
function besides(errors: readonly RunError[]): string {
  const sections = errors.map(
    ({ where, at, message }) =>
      `<section class="run fail"><h2>${badge('fail')} ${escapeHtml(where)} <small>${escapeHtml(at ?? '')}</small></h2><pre>${escapeHtml(message)}</pre></section>\n`,
  )
  return sections.join('')
}

/** Plain radio buttons that the style sheet listens to. */
function filter(runs: readonly Run[]): string {
  const present = statuses.filter(status => runs.some(({ verdict }) => verdict.status === status))
  if (present.length < 2) return ''
  const choices = present.map(status => {
    const count = runs.filter(({ verdict }) => verdict.status === status).length
    return `<label class="${status}"><input type="radio" name="show" id="show-${status}"> ${count} ${past[status]}</label>`
  })
  return `<fieldset class="filter"><legend>show</legend><label><input type="radio" name="show" checked> all ${runs.length}</label>${choices.join('')}</fieldset>`
}

function startedWords(runs: readonly Run[]): string {
  const started = runs.filter(({ verdict }) => verdict.status !== 'skip').map(({ startedAt }) => startedAt)
  const [first] = started.toSorted()
  return first === undefined ? '' : `, started ${escapeHtml(first.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}`
}
