// Where a scenario runs: on the planes and by the clock that it names, narrowed by `halfopen run --plane --clock`.
import type { Scenario } from '../model/scenario.ts'
import type { ClockName, PlaneName } from '../model/units.ts'
import { planes as allPlanes } from '../planes/all.ts'
import { handedOn } from '../runtime/handed-on.ts'
import type { Wanted } from './title.ts'

/** Where to run, and where the command line wants it though it was written for something else, with the reason. */
export function choosePlaces({ planes, clock }: Written): {
  run: readonly Wanted[]
  foreign: readonly (Wanted & { reason: string })[]
} {
  const { plane: onlyPlane, clock: onlyClock } = handedOn()
  const wanted = (onlyPlane ? [onlyPlane] : planes).flatMap(plane =>
    clocksOf(onlyClock ?? clock).map(asked => ({ plane, clock: asked })),
  )
  const judged = wanted.map(one => ({ ...one, reason: whyForeign(one, { planes, clock }) }))
  return {
    run: judged.flatMap(({ reason, ...one }) => (reason === undefined ? [one] : [])),
    foreign: judged.flatMap(({ reason, ...one }) => (reason === undefined ? [] : [{ ...one, reason }])),
  }
}

/** Whether it would run there beside a plane that is more truthful, and nobody has named it: neither its author nor the command line. */
export function isBeside({ plane }: Wanted, { named }: { readonly named: boolean }): boolean {
  return !named && handedOn().plane === undefined && allPlanes[plane].imitates === true
}

/** What of a scenario says where it runs. */
interface Written {
  readonly planes: readonly PlaneName[]
  readonly clock?: Scenario['clock'] | undefined
}

function clocksOf(clock: Scenario['clock']): readonly (ClockName | undefined)[] {
  return clock === 'both' ? ['virtual', 'real'] : [clock]
}

function whyForeign({ plane, clock: asked }: Wanted, { planes, clock }: Written): string | undefined {
  if (!planes.includes(plane)) return `written for ${planes.join(' and ')} only`
  const other = asked !== undefined && clock !== undefined && clock !== 'both' && clock !== asked
  return other ? `written for ${clock} time only` : undefined
}
