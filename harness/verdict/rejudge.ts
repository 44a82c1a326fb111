// Judges a saved run again from its observations, by the same code as the first time: a report can be rendered later, and says the same.
import { isDeepStrictEqual } from 'node:util'
import type { BoundResult, Run } from '../model/report.ts'
import { judgeBound } from './bound-result.ts'
import { linksAmiss } from './links.ts'
import { withMisses } from './missed.ts'
import { broken, sumUp } from './verdicts.ts'

/** The run with its bounds judged anew. Equal to `run`, unless its observations or the rules of judging have changed since. */
export function rejudge(run: Run): Run {
  if (run.verdict.status === 'skip') return run
  const bounds = run.bounds.map(result => again(result, run))
  const error = broken(run)
  const own = sumUp(error, run.bounds)
  const others = isDeepStrictEqual(run.verdict, own) ? [] : [run.verdict]
  // What a control was to decide is as open as it was.
  const isOpen = run.uncontrolled !== undefined && run.verdict.status === 'inconclusive'
  return withMisses({ ...run, bounds, verdict: isOpen ? run.verdict : sumUp(error, bounds, others) })
}

/** What was not judged for want of evidence stays so: evidence that came later shows nothing about that moment. */
function again(result: BoundResult, run: Run): BoundResult {
  const { bound, outcome, judgedAtMs, negated, control } = result
  if (!outcome) return result
  const endedAtMs = judgedAtMs ?? run.endedAtMs
  const seen = { ...run, endedAtMs, steps: run.steps.filter(({ atMs }) => atMs <= endedAtMs) }
  return {
    ...judgeBound(bound, { ...run, error: linksAmiss(run), seen, negated, control }),
    ...(judgedAtMs === undefined ? {} : { judgedAtMs }),
  }
}
