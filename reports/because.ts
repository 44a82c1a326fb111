// Why a demand was not met: what the prediction says, where it came true, that the loss is behind a hop, or that the program kept it to itself.
import { behindHop } from '../harness/faults/paths.ts'
import { hostOf } from '../harness/model/observer.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import { isFault } from '../harness/model/step.ts'
import { unsaid } from '../harness/verdict/unsaid.ts'
import { decisive } from './phrases.ts'
import { unsaidWords } from './remarks.ts'
import { itselfWords } from './settings-words.ts'

/** Undefined where it is no failure, or nobody knows. */
export function because(run: Run): string | undefined {
  const result = run.verdict.status === 'fail' ? decisive(run) : undefined
  if (!result) return undefined
  const kept = result.bound.expect === 'detection' && !result.negated ? unsaid(result, run) : undefined
  if (kept) return unsaidWords(kept)
  if (isBehindHop(result, run)) return result.predictedReason
  return result.predictedMs === undefined || result.outsidePrediction || itselfWords(result)
    ? undefined
    : result.predictedReason
}

function isBehindHop({ bound: { by, since } }: BoundResult, { hosts, steps }: Run): boolean {
  const client = hosts.find(({ name }) => name === hostOf(by))
  const does = steps.find(({ id }) => id === since)?.does
  return client !== undefined && does !== undefined && isFault(does) && behindHop(does, client, hosts) !== undefined
}
