// Why a demand was not met: what the prediction says, where it came true, that the loss is behind a hop, or that the program kept it to itself.
import type { Run } from '../harness/model/report.ts'
import { hopOf } from '../harness/verdict/hop.ts'
import { noticedElsewhere } from '../harness/verdict/other-phases.ts'
import { unsaid } from '../harness/verdict/unsaid.ts'
import { elsewhereWords } from './phases.ts'
import { decisive } from './phrases.ts'
import { unsaidWords } from './remarks.ts'
import { itselfWords } from './settings-words.ts'

/** Undefined where it is no failure, or nobody knows. */
export function because(run: Run): string | undefined {
  const result = run.verdict.status === 'fail' ? decisive(run) : undefined
  if (!result) return undefined
  const kept = result.bound.expect === 'detection' && !result.negated ? unsaid(result, run) : undefined
  if (kept) return unsaidWords(kept)
  const elsewhere = result.outcome?.kind === 'silent' ? noticedElsewhere(result, run) : undefined
  if (elsewhere) return `${elsewhereWords(elsewhere)}, and in this one nothing did`
  if (hopOf(result.bound, run)) return result.predictedReason
  return result.predictedMs === undefined || result.outsidePrediction || itselfWords(result)
    ? undefined
    : result.predictedReason
}
