// Every connection that stood has to be noticed, and the last one decides: what a pool of them needs, where one alone says little.
import type { Outcome } from '../model/bound.ts'
import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import type { StepRecord } from '../model/step.ts'
import { detectedBy, type Sightings, silentSince, type Watch } from './detected.ts'

/** Detected when the last of them was; silent as long as one is not. Blind where no connection that stood is known by itself. */
export function eachConnection({ before, after }: Sightings, step: StepRecord, watch: Watch): Outcome {
  const standing = [...Map.groupBy(before, ({ connection }) => connection)]
    .filter(([id, seen]) => id !== undefined && isStanding(seen))
    .map(([id]) => id)
  if (standing.length === 0)
    return { kind: 'blind', reason: 'no connection stood before the fault that is known by itself' }
  const losses = standing.flatMap(id => after.find(seen => seen.connection === id && isLoss(seen)) ?? [])
  const connections = { noticed: losses.length, of: standing.length }
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
