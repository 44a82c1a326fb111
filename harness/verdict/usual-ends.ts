// Which ends of connections are no losses: those that an observer sees of each connection, fault or none, as of a client that opens one for every request. Pure.

import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import { isApp } from '../model/observer.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { isFault } from '../model/step.ts'
import type { Ms } from '../model/units.ts'

/** Whether an observation is one of them. What a verdict counted as a loss is none, and a program's own word never is. */
export function usualEnds({ observations, steps, bounds, endedAtMs }: Seen): (one: Observation) => boolean {
  const fromMs = (steps.find(({ does }) => isFault(does)) ?? steps[0])?.atMs ?? endedAtMs
  const counted = new Set(bounds.flatMap(({ outcome }) => (outcome && 'by' in outcome ? [keyOf(outcome.by)] : [])))
  const usual = new Set<Observation>()
  for (const [by, own] of Map.groupBy(observations, one => one.by)) {
    if (isApp(by)) continue
    const ends = endsOf(own)
    const backMs = Math.max(...ends.filter(({ nextMs }) => nextMs < fromMs).map(one => one.nextMs - one.end.atMs))
    const patienceMs = Math.max(leastMs, 2 * backMs)
    for (const { end, nextMs } of ends) {
      const isSoon = Math.min(nextMs, endedAtMs) - end.atMs <= patienceMs
      if (backMs >= 0 && isSoon && !counted.has(keyOf(end))) usual.add(end)
    }
  }
  return one => usual.has(one)
}

type Seen = Pick<Run, 'observations' | 'steps' | 'endedAtMs'> & {
  readonly bounds: readonly Pick<BoundResult, 'outcome'>[]
}

/** Each end that somebody was told of, and when the same observer next saw that all is well. */
function endsOf(own: readonly Observation[]): readonly { readonly end: Observation; readonly nextMs: Ms }[] {
  let nextMs = Number.POSITIVE_INFINITY
  const lastFirst = own.toSorted((a, b) => a.atMs - b.atMs).toReversed()
  return lastFirst.flatMap(one => {
    const ends = isLoss(one) && one.kind !== 'lost' ? [{ end: one, nextMs }] : []
    if (isHealthy(one)) nextMs = one.atMs
    return ends
  })
}

function keyOf({ by, atMs, kind, connection }: Observation): string {
  return `${by} ${atMs} ${kind} ${connection}`
}

/** Of who was back at once before. */
const leastMs: Ms = 50
