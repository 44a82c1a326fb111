// One run: its claim, what came out, its timeline, and everything that the verdict rests on.
import { seconds } from '../../harness/kit/format-time.ts'
import { isClient } from '../../harness/model/host.ts'
import type { Run } from '../../harness/model/report.ts'
import { isFault } from '../../harness/model/step.ts'
import { troublesBeside } from '../../harness/verdict/missed.ts'
import { advice } from '../advice.ts'
import { encoded } from '../anchor.ts'
import { because } from '../because.ts'
import { foundWords } from '../found.ts'
import { phaseLines, phasesWords } from '../phases.ts'
import { controlWords, cutWords, demandedWords, foretoldWords, outsideWords, sparedWords } from '../phrases.ts'
import { remarks } from '../remarks.ts'
import { changeWords, differenceWords, itselfWords } from '../settings-words.ts'
import { staleAnswers } from '../stale.ts'
import { surroundings } from '../surroundings.ts'
import { sysctlWords } from '../sysctl-words.ts'
import { badge } from './badge.ts'
import { before } from './before.ts'
import { escapeHtml } from './escape.ts'
import { faultWords, findingWords, settingsWords } from './facts.ts'
import { lookups } from './lookups.ts'
import { output } from './output.ts'
import { timeline } from './timeline.ts'

/** A run's section. `id`: its anchor. */
export function runSection(run: Run, id: string): string {
  const { verdict, scenario, plane, clock, claim } = run
  const took = verdict.status !== 'skip'
  return `<section class="run ${verdict.status}" id="${escapeHtml(id)}">
<h2><a href="#${escapeHtml(encoded(id))}"><code>${escapeHtml(scenario)}</code></a> ${badge(verdict.status)} <small>${escapeHtml(plane)}, ${escapeHtml(clock)} time</small></h2>
<p class="claim">${escapeHtml(claim)}</p>
${definitions('findings', findings(run))}${timeline(run)}${took ? `<details><summary>How we know</summary>${bounds(run)}${definitions('facts', facts(run))}${capture(run)}</details>${replay(run)}${before(run)}${lookups(run)}${output(run)}` : ''}
</section>`
}

type Pair = readonly [string, string | undefined]

function findings(run: Run): readonly Pair[] {
  const { verdict, cuts } = run
  const stale = staleAnswers(run)
  const cost = stale ? `${stale.answers.toLocaleString('en')} in ${seconds(stale.forMs)}` : undefined
  const found: readonly Pair[] =
    verdict.status === 'fail'
      ? [
          ['expected', verdict.expected],
          ['actual', verdict.actual],
        ]
      : verdict.status === 'pass'
        ? run.bounds.map(result => ['found', `${findingWords(result)}; demanded: ${demandedWords(result, run)}`])
        : [['reason', verdict.reason]]
  const itself = run.bounds.map((result): Pair => ['noticed', itselfWords(result)])
  const outside = run.bounds.map((result): Pair => ['outside its prediction', outsideWords(result, run)])
  return [
    ['where', verdict.status === 'fail' || verdict.status === 'inconclusive' ? run.at : undefined],
    ...found,
    ['phases', phasesWords(run)],
    ['control', controlWords({ runs: [run] })],
    ...sparedWords(run).map((why): Pair => ['nothing to notice', why]),
    ...remarks(run).map((words): Pair => ['besides', words]),
    ...itself,
    ...outside,
    ...differenceWords(run).map((words): Pair => ['declared and seen', words]),
    ...changeWords(run).map((words): Pair => ['set since birth', words]),
    ['stale answers', cost],
    ['because', because(run)],
    ['try', advice(run)],
    ...cuts.map(cut => ['blind', cutWords(cut)] as const),
    ...troublesBeside(run).map(text => ['trouble', text] as const),
  ]
}

function facts(run: Run): readonly Pair[] {
  const { fault, hosts, box, steps, endedAtMs, wallMs, toleranceMs, startedAt } = run
  const proofs = steps.map(
    ({ does, evidence }): Pair => [
      steps.length > 1 ? `evidence of ${does.kind}` : 'evidence',
      evidence?.text ?? `none: nothing shows that ${isFault(does) ? 'the fault bit' : 'it was done'}`,
    ],
  )
  const phases = phaseLines(run).map((words): Pair => ['in each phase', words])
  const settings = hosts.filter(isClient).map((host): Pair => [`${host.name} set to`, settingsWords(host.settings)])
  const cuts = run.cuts.map(
    ({ by, atMs, why }): Pair => ['cut short', `${by}, ${seconds(atMs)} after the start: ${why}`],
  )
  const forces = steps.map(({ atMs, byMs }) => `${seconds(byMs)} after the start, known to ${seconds(byMs - atMs)}`)
  return [
    ['fault', fault ? faultWords(fault) : undefined],
    ['in force', forces.join('; ') || undefined],
    ...phases,
    ...steps.map(({ found }): Pair => ['found', foundWords(found)]),
    ...sysctlWords(run).map((words): Pair => ['sysctls', words]),
    ...proofs,
    ...settings,
    ['watched', `${seconds(endedAtMs)} of network time, ${seconds(wallMs)} of wall time, started ${startedAt}`],
    ['ran in', box],
    ...surroundings(run),
    ...cuts,
    ['tolerance', `${seconds(toleranceMs)}: between a bound and this much more nobody can tell`],
  ]
}

function bounds(run: Run): string {
  const rows = run.bounds.map(result => {
    const predicted = [foretoldWords(result) || 'cannot be told', result.predictedReason]
    const cells = [demandedWords(result, run), findingWords(result), predicted.filter(words => words).join(': ')]
    return `<tr>${cells.map(words => `<td>${escapeHtml(words)}</td>`).join('')}<td>${badge(result.verdict.status)}</td></tr>`
  })
  return `<div class="wide"><table class="bounds"><thead><tr><th>demanded</th><th>found</th><th>predicted</th><th>verdict</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** A file beside the page: `./` keeps it from being anything else. */
function capture({ pcap }: Run): string {
  return pcap === undefined ? '' : `<p>packets: <a href="./${escapeHtml(encoded(pcap))}">${escapeHtml(pcap)}</a></p>`
}

function replay({ replay = [] }: Run): string {
  if (replay.length === 0) return ''
  return `<details><summary>This network by hand</summary><pre tabindex="0">${escapeHtml(replay.join('\n'))}</pre></details>`
}

function definitions(kind: string, pairs: readonly Pair[]): string {
  const rows = pairs.map(([name, words]) =>
    words === undefined ? '' : `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(words)}</dd>`,
  )
  return `<dl class="${kind}">${rows.join('')}</dl>`
}
