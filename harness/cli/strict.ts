// `--strict`: what was noticed outside its prediction is a mistake of ours or of the program's settings, and fails the command though its bound passed.
import type { BoundResult, Report, Run } from '../model/report.ts'

/** Names of the runs that missed a prediction. In real time a busy machine makes everybody late: there only who was too early has missed it. */
export function missed({ runs }: Pick<Report, 'runs'>): readonly string[] {
  return runs.filter(isMissed).map(({ scenario, plane, clock }) => `${scenario} (${plane}, ${clock})`)
}

function isMissed({ bounds, phases, clock }: Pick<Run, 'bounds' | 'phases' | 'clock'>): boolean {
  const all = [...bounds, ...(phases?.each ?? []).flatMap(phase => phase.bounds)]
  return all.some(result => result.outsidePrediction === true && (clock === 'virtual' || isEarly(result)))
}

function isEarly({ outcome, predictedMs }: BoundResult): boolean {
  if (outcome?.kind !== 'detected') return false
  return predictedMs === 'never' || (predictedMs !== undefined && outcome.afterMs < predictedMs[0])
}
