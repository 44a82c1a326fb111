// A prediction that was missed is a trouble of its run, whatever the verdict: a mistake of ours, or of what the program says of itself.
import { seconds } from '../kit/format-time.ts'
import type { BoundResult, Run } from '../model/report.ts'

/** The run with a trouble for each prediction that it missed: before all others, and once, however often it is judged. */
export function withMisses(run: Run): Run {
  const { missed: _, ...rest } = run
  const own = run.bounds.flatMap(result => missWords(result, '') ?? [])
  const ofPhases = (run.phases?.each ?? [])
    .filter(({ number }) => number !== run.phase?.number)
    .flatMap(({ number, bounds }) => bounds.flatMap(result => missWords(result, `in phase ${number} `) ?? []))
  const misses = [...own, ...ofPhases]
  const troubles = [...misses, ...troublesBeside(run)]
  return { ...rest, troubles, ...(misses.length > 0 ? { missed: misses.length } : {}) }
}

/** Its other troubles: reports have rows of their own for what was missed. */
export function troublesBeside({ troubles, missed = 0 }: Pick<Run, 'troubles' | 'missed'>): readonly string[] {
  return troubles.slice(missed)
}

/** `outside its prediction: client-app noticed after 5.3 s, predicted 4.0 s to 4.2 s: keepalive ...`; undefined where it lies inside. */
function missWords(result: BoundResult, where: string): string | undefined {
  const { bound, outcome, predictedMs, predictedReason, outsidePrediction } = result
  if (!outsidePrediction || predictedMs === undefined) return undefined
  const noticed = outcome?.kind === 'detected' ? `noticed after ${seconds(outcome.afterMs)}` : 'noticed nothing'
  const predicted = predictedMs === 'never' ? 'never' : predictedMs.map(ms => seconds(ms)).join(' to ')
  return `outside its prediction: ${where}${bound.by} ${noticed}, predicted ${predicted}: ${predictedReason ?? ''}`
}
