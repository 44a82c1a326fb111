// Where two programs can be watched here, the most truthful first, and for how long: hours are for virtual time alone.
import { choosePlace } from '../execute/place.ts'
import type { ClockName, Ms, PlaneName } from '../model/units.ts'
import { planes } from '../planes/all.ts'
import type { Finding } from '../planes/plane.ts'

/** A place. */
export interface Where {
  readonly plane: PlaneName
  readonly clock: ClockName
  readonly healthyMs: Ms
  readonly lossMs: Ms
}

/** Undefined where there is none. `wanted`: only there. */
export async function whereToWatch(
  wanted: { readonly [one in 'plane' | 'clock']?: Where[one] | undefined },
  signal: AbortSignal,
): Promise<Where | undefined> {
  const asked = places.filter(
    ({ plane, clock }) => plane === (wanted.plane ?? plane) && clock === (wanted.clock ?? clock),
  )
  for (const where of asked) {
    const plane = planes[where.plane]
    const { refused } = await choosePlace(plane, { lastsMs: where.lossMs, clock: where.clock }, where.clock, signal)
    const isReady = plane.boxed || (await plane.findings()).every(({ state }: Finding) => state === 'ready')
    if (refused === undefined && isReady) return where
  }
  return undefined
}

const places: readonly Where[] = [
  { plane: 'netns', clock: 'virtual', healthyMs: 120_000, lossMs: 1_200_000 },
  { plane: 'netns', clock: 'real', healthyMs: 5_000, lossMs: 40_000 },
  { plane: 'toxiproxy', clock: 'real', healthyMs: 5_000, lossMs: 40_000 },
]
