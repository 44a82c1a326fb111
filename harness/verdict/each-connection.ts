// Every connection that stood has to be noticed, and the last one decides: what a pool of them needs, where one alone says little.
import type { Outcome } from '../model/bound.ts'
import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import type { StepRecord } from '../model/step.ts'
import { detectedBy, type Sightings, silentSince, type Watch } from './detected.ts'

/**
 * Detected when the last of them was; silent as long as one is not. Blind where no connection that stood is known by itself. `isSpared`: a connection
 * that had nothing to notice is not waited for, unless none had.
 */
export function eachConnection(
  { before, after }: Sightings,
  step: StepRecord,
  watch: Watch,
  isSpared: (connection: number) => boolean = () => false,
): Outcome {
  const stood = [...Map.groupBy(before, ({ connection }) => connection)]
    .filter(([id, seen]) => id !== undefined && isStanding(seen))
    .flatMap(([id]) => id ?? [])
  if (stood.length === 0)
    return { kind: 'blind', reason: 'no connection stood before the fault that is known by itself' }
  const concerned = stood.filter(id => !isSpared(id))
  const standing = concerned.length > 0 ? concerned : stood
  const lossOf = (id: number) => after.find(seen => seen.connection === id && isLoss(seen)) ?? []
  const losses = standing.flatMap(lossOf)
  const spared = stood.filter(id => !standing.includes(id) && [lossOf(id)].flat().length === 0).length
  const connections = { noticed: losses.length, of: standing.length, ...(spared > 0 ? { spared } : {}) }
  const last = losses.reduce<Observation | undefined>(
    (late, seen) => (late && late.atMs >= seen.atMs ? late : seen),
    undefined,
  )
  if (!last || losses.length < standing.length) return { ...silentSince(step.byMs, watch), connections }
  return { ...detectedBy(last, step), connections }
}

function isStanding(seen: readonly Observation[]): boolean {
  const last = seen.findLast(one => isLoss(one) || isHealthy(one))
  return last !== undefined && !isLoss(last)
}
