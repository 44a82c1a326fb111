// What came out of a run, and what it rests on, each with its name.
import { seconds } from '../../harness/kit/format-time.ts'
import { isClient } from '../../harness/model/host.ts'
import type { Run } from '../../harness/model/report.ts'
import { isFault } from '../../harness/model/step.ts'
import { advice } from '../advice.ts'
import { amiss } from '../amiss.ts'
import { because } from '../because.ts'
import { foundWords } from '../found.ts'
import { phaseLines, phasesWords } from '../phases.ts'
import { controlWords, demandedWords, foretoldWords, outsideWords, sparedWords } from '../phrases.ts'
import { remarks } from '../remarks.ts'
import { changeWords, differenceWords, itselfWords } from '../settings-words.ts'
import { lastedWords, staleAnswers } from '../stale.ts'
import { environmentWords, surroundings } from '../surroundings.ts'
import { sysctlWords } from '../sysctl-words.ts'
import { faultWords, findingWords, settingsWords } from './facts.ts'
import type { BoundRow, Pair } from './view.ts'

/** What came out. */
export function findingsOf(run: Run): readonly Pair[] {
  const { verdict } = run
  const stale = staleAnswers(run)
  const cost = stale ? `${stale.answers.toLocaleString('en')}${lastedWords(stale)}` : undefined
  return said([
    ...verdictOf(run),
    ['where', verdict.status === 'fail' || verdict.status === 'inconclusive' ? run.at : undefined],
    ['because', because(run)],
    ['try', advice(run)],
    ['phases', phasesWords(run)],
    ['control', controlWords({ runs: [run] })],
    ['no control', run.uncontrolled],
    ...sparedWords(run).map((why): Said => ['nothing to notice', why]),
    ...remarks(run).map((words): Said => ['besides', words]),
    ...run.bounds.map((result): Said => ['noticed', itselfWords(result)]),
    ...run.bounds.map((result): Said => ['outside its prediction', outsideWords(result, run)]),
    ...differenceWords(run).map((words): Said => ['declared and seen', words]),
    ...changeWords(run).map((words): Said => ['set since birth', words]),
    ['stale answers', cost],
    ['not repeatable', run.notRepeatable],
    ...amiss(run),
  ])
}

/** What the verdict rests on. */
export function factsOf(run: Run): readonly Pair[] {
  const { fault, hosts, box, steps, endedAtMs, wallMs, toleranceMs, startedAt, environment } = run
  const proofs = steps.map(
    ({ does, evidence }): Said => [
      steps.length > 1 ? `evidence of ${does.kind}` : 'evidence',
      evidence?.text ?? `none: nothing shows that ${isFault(does) ? 'the fault took effect' : 'it was done'}`,
    ],
  )
  const settings = hosts.filter(isClient).map((host): Said => [`${host.name} set to`, settingsWords(host.settings)])
  const forces = steps.map(({ atMs, byMs }) => `${seconds(byMs)} after the start, known to ${seconds(byMs - atMs)}`)
  return said([
    ['fault', fault ? faultWords(fault) : undefined],
    ['in force', forces.join('; ') || undefined],
    ...phaseLines(run).map((words): Said => ['in each phase', words]),
    ...steps.map(({ found }): Said => ['found', foundWords(found)]),
    ...sysctlWords(run).map((words): Said => ['sysctls', words]),
    ...proofs,
    ...settings,
    ['watched', `${seconds(endedAtMs)} of network time, ${seconds(wallMs)} of wall time, started ${startedAt}`],
    ['ran in', box],
    ['environment', environment && environmentWords(environment)],
    ...surroundings(run).filter(([name]) => name !== 'again'),
    ['tolerance', `${seconds(toleranceMs)}: up to this much later than a bound, the verdict stays open`],
  ])
}

/** Each bound beside what was found. */
export function boundRows(run: Run): readonly BoundRow[] {
  return run.bounds.map(result => {
    const predicted = [foretoldWords(result) || 'unknown', result.predictedReason]
    return {
      demanded: demandedWords(result, run),
      found: findingWords(result),
      predicted: predicted.filter(words => words).join(': '),
      status: result.verdict.status,
    }
  })
}

type Said = readonly [name: string, words: string | undefined]

function verdictOf(run: Run): readonly Said[] {
  const { verdict } = run
  switch (verdict.status) {
    case 'fail':
      return [
        ['expected', verdict.expected],
        ['actual', verdict.actual],
      ]
    case 'pass':
      return run.bounds.map(result => ['found', `${findingWords(result)}; demanded: ${demandedWords(result, run)}`])
    default:
      return [['reason', verdict.reason]]
  }
}

function said(all: readonly Said[]): readonly Pair[] {
  return all.flatMap(([name, words]) => (words === undefined || words === '' ? [] : [[name, words] as const]))
}
