// What has to be said of a run beside its figures, whatever its verdict: what it leaves open, and what it showed on the way.
import { isClient } from '../../harness/model/host.ts'
import type { Run } from '../../harness/model/report.ts'
import { phasesWords } from '../phases.ts'
import { decisive, outsideWords, sparedWords } from '../phrases.ts'
import { remarks } from '../remarks.ts'
import { changeWords, differenceWords, itselfWords } from '../settings-words.ts'
import { lastedWords, staleAnswers } from '../stale.ts'

/** All of them, a sentence each. */
export function notes(run: Run): readonly string[] {
  const result = decisive(run)
  const noticed = result && itselfWords(result)
  return [
    ...stale(run),
    ...[phasesWords(run) ?? []].flat(),
    ...(run.notRepeatable === undefined ? [] : [`not repeatable: ${run.notRepeatable}`]),
    ...sparedWords(run).map(why => `nothing to notice: ${why}`),
    ...remarks(run),
    ...(run.uncontrolled === undefined ? [] : [`no control without its faults: ${run.uncontrolled}`]),
    ...(noticed === undefined ? [] : [`noticed ${noticed}`]),
    ...outside(run),
    ...differenceWords(run).map(words => `declared and seen differ: ${words}`),
    ...changeWords(run),
  ]
}

/** A prediction that failed is never hidden, whatever the verdict. */
export function outside(run: Run): readonly string[] {
  return run.bounds.flatMap(result => outsideWords(result, run) ?? []).map(words => `outside its prediction: ${words}`)
}

function stale(run: Run): readonly string[] {
  const found = staleAnswers(run)
  if (!found) return []
  const answers = `${found.answers.toLocaleString('en')} stale ${found.answers === 1 ? 'answer' : 'answers'}${lastedWords(found)}`
  const healed = run.steps.some(({ healedAtMs = Number.POSITIVE_INFINITY }) => healedAtMs <= run.endedAtMs)
  const alone = run.hosts.filter(isClient).length === 1
  const unaware = alone && !healed && decisive(run)?.outcome?.kind === 'silent'
  return [`${answers}${unaware ? ': this client was not notified' : ''}`]
}
