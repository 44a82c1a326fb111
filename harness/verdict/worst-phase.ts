// Many runs of one scenario as one: that of its worst phase, beside what the others showed. A bound holds where it holds in each. Pure.
import type { Outcome } from '../model/bound.ts'
import type { AllPhases, BoundResult, Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { badness } from './judge.ts'
import { withMisses } from './missed.ts'

/** `runs`: each with its phase, in their order. */
export function worstPhase(
  { id }: Pick<Scenario, 'id'>,
  runs: readonly [Run, ...Run[]],
  about: Omit<AllPhases, 'best' | 'each'>,
): Run {
  const sorted = runs.toSorted(byGoodness)
  const [best = runs[0], worst = runs[0]] = [sorted[0], sorted.at(-1)]
  const each = runs.flatMap(({ phase, verdict, bounds }) => (phase ? [{ ...phase, verdict, bounds }] : []))
  return withMisses({
    ...worst,
    scenario: id,
    phases: { ...about, ...(best.phase ? { best: best.phase.number } : {}), each },
  })
}

/** The best first. */
function byGoodness(a: Run, b: Run): number {
  const status = badness(a.verdict) - badness(b.verdict)
  if (status !== 0) return status
  for (const [at, result] of a.bounds.entries()) {
    const [own, other] = [slowness(result), slowness(b.bounds[at] ?? result)]
    if (own !== other) return own - other
  }
  return 0
}

/** What is to be noticed is the worse the later it is; a peer that is to be kept the worse the sooner it was given up. */
function slowness({ bound, outcome }: BoundResult): number {
  const time = timeOf(outcome)
  return bound.expect === 'silence' ? -time : time
}

function timeOf(outcome: Outcome | undefined): number {
  if (!outcome || outcome.kind === 'blind') return 0
  return outcome.kind === 'silent' ? Number.POSITIVE_INFINITY : outcome.afterMs + outcome.uncertaintyMs
}
