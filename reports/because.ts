// Why a demand was not met: what the prediction says, where it came true, that the loss is behind a hop, or that the program kept it to itself.
import type { BoundResult, Run } from '../harness/model/report.ts'
import { hopOf } from '../harness/verdict/hop.ts'
import { noticedElsewhere } from '../harness/verdict/other-phases.ts'
import { unsaid } from '../harness/verdict/unsaid.ts'
import { computedWords } from './computed.ts'
import { elsewhereWords } from './phases.ts'
import { decisive } from './phrases.ts'
import { unsaidWords } from './remarks.ts'
import { itselfWords } from './settings-words.ts'
import { saidWords, type Unheard, unheard } from './unheard.ts'

/** Undefined where it is no failure, or nobody knows. */
export function because(run: Run): string | undefined {
  const result = run.verdict.status === 'fail' ? decisive(run) : undefined
  if (!result) return undefined
  const computed = computedWords(result, run)
  if (computed !== undefined) return computed
  const kept = result.bound.expect === 'detection' && !result.negated ? unsaid(result, run) : undefined
  const heard = isLossMissed(result) ? unheard(result, run) : undefined
  if (kept) return [unsaidWords(kept, heard), ...(kept.what !== 'told' ? unheardWords(heard) : [])].join('; ')
  const [words] = unheardWords(heard)
  if (words !== undefined) return words
  const elsewhere = result.outcome?.kind === 'silent' ? noticedElsewhere(result, run) : undefined
  if (elsewhere) return `${elsewhereWords(elsewhere)}, and in this one nothing did`
  if (hopOf(result.bound, run)) return result.predictedReason
  return result.predictedMs === undefined || result.outsidePrediction || itselfWords(result)
    ? undefined
    : result.predictedReason
}

/** A loss was demanded of a program, and its own words told of none. */
function isLossMissed({ bound, negated, outcome }: BoundResult): boolean {
  return bound.expect === 'detection' && !negated && outcome?.kind === 'silent'
}

function unheardWords(heard: Unheard | undefined): readonly string[] {
  return heard?.loss ? [`${heard.host} ${saidWords(heard)}`] : []
}
