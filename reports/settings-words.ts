// What was declared of a client beside what its sockets show, and who noticed: its kernel, or the program by itself.
import { seconds } from '../harness/kit/format-time.ts'
import { formatSettings } from '../harness/model/format-settings.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'

/** `client declares keepalive=10/5/3, its socket has it off`: once for each that differs. */
export function differenceWords({ differences = [] }: Pick<Run, 'differences'>): readonly string[] {
  return differences.map(
    ({ host, declared, seen }) =>
      `${host} declares ${formatSettings(declared)}, and its socket has ${formatSettings(seen)}`,
  )
}

/** `by the program itself, 15 min 20 s before its kernel`; undefined where its kernel may have told it, or nobody foretold that. */
export function itselfWords({ kernelAlone, predictedMs, predictedOrNever, outcome }: BoundResult): string | undefined {
  if (!kernelAlone || predictedMs === undefined || outcome?.kind !== 'detected') return undefined
  if (predictedMs === 'never') return 'by the program itself: its kernel alone would never tell'
  const beforeMs = predictedMs[0] - outcome.afterMs - outcome.uncertaintyMs
  if (beforeMs <= 0) return undefined
  return `by the program itself, ${seconds(beforeMs)} before its kernel${predictedOrNever ? ', if that ever told' : ''}`
}
