// What was declared of a client beside what its sockets show, and who noticed: its kernel, or the program by itself.
import { isDeepStrictEqual } from 'node:util'
import { seconds } from '../harness/kit/format-time.ts'
import { formatSettings } from '../harness/model/format-settings.ts'
import type { SocketSettings } from '../harness/model/found.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import type { Ms } from '../harness/model/units.ts'

/** `client declares keepalive=10/5/3, its socket has it off`: once for each that differs. */
export function differenceWords({ differences = [] }: Pick<Run, 'differences'>): readonly string[] {
  return differences.map(
    ({ host, declared, seen }) =>
      `${host} declares ${formatSettings(declared)}, and its socket has ${formatSettings(seen)}`,
  )
}

/** `by the program itself, 15 min 20 s before its kernel`; undefined where its kernel may have just told it, or nobody foretold that. */
export function itselfWords(bound: BoundResult): string | undefined {
  const { kernelAlone, predictedMs, predictedOrNever, outcome, outsidePrediction } = bound
  if (!kernelAlone || predictedMs === undefined || outcome?.kind !== 'detected') return undefined
  if (outsidePrediction)
    return isBefore(outcome.afterMs, predictedMs)
      ? 'by its kernel, which reported it: the socket was set anew after the fault, or this prediction is wrong'
      : undefined
  if (predictedMs === 'never') return 'by the program itself: its kernel alone would never notice'
  const beforeMs = predictedMs[0] - outcome.afterMs - outcome.uncertaintyMs
  const laterMs = outcome.afterMs - predictedMs[1]
  if (laterMs > 0 && bound.verdict.status !== 'inconclusive')
    return `by its kernel in time, and said by the program at least ${seconds(laterMs)} later`
  if (beforeMs <= 0) return undefined
  return `by the program itself, ${seconds(beforeMs)} before its kernel${predictedOrNever ? ', if that ever noticed' : ''}`
}

function isBefore(ms: Ms, predicted: NonNullable<BoundResult['predictedMs']>): boolean {
  return predicted === 'never' || ms < predicted[0]
}

/** `client > db: keepalive=5/2/3 at the fault, off when it was born`: what a program sets later than on connecting, or takes back. */
export function changeWords({ connections, steps }: Pick<Run, 'connections' | 'steps'>): readonly string[] {
  const words = steps.flatMap(({ found = [] }) =>
    found.flatMap(({ connection, from, to, socket }) => {
      const born = connections.find(({ id }) => id === connection)?.set
      const now = socket?.set
      if (!born || !now || isDeepStrictEqual(born, now)) return []
      const changed = settingNames.filter(name => !isDeepStrictEqual(born[name], now[name]))
      const only = (of: SocketSettings) => formatSettings(Object.fromEntries(changed.map(name => [name, of[name]])))
      return [`${from} > ${to}: ${only(now)} at the fault, ${only(born)} when it was born`]
    }),
  )
  return [...Map.groupBy(words, text => text)].map(([text, all]) =>
    all.length > 1 ? `${all.length} of ${text}` : text,
  )
}

const settingNames = [
  'keepalive',
  'userTimeoutMs',
  'synRetries',
  'rtoMaxMs',
] as const satisfies readonly (keyof SocketSettings)[]
