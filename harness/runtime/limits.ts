// How long a script may take at the longest, by its own numbers: for those who have to give up on a run that does not end.
import { healsAfterMs, inForceWithinMs } from '../faults/all.ts'
import type { Bound } from '../model/bound.ts'
import { quietWithinMs } from '../model/found.ts'
import type { Script } from '../model/scenario.ts'
import { isFault, type Step } from '../model/step.ts'
import type { Ms } from '../model/units.ts'

/** How long a bound has to be watched, from where it counts. */
export function watchMs(bound: Bound): Ms {
  return bound.expect === 'silence' ? bound.forMs : bound.withinMs
}

/** How long a bound has to be watched from its step on: recovery counts from the healing. */
export function watchFromStepMs(bound: Bound, { does }: Pick<Step, 'does'>): Ms {
  const healing = bound.expect === 'recovery' && isFault(does) ? (healsAfterMs(does) ?? 0) : 0
  return watchMs(bound) + healing
}

/** Set-up, steps, watch and tear-down together. Our own deadlines come first: past this something hangs. */
export function longestMs({ limits, bounds, steps, state }: Pick<Script, 'limits' | 'bounds' | 'steps' | 'state'>): Ms {
  const force = steps.reduce((sum, { does }) => sum + (isFault(does) ? inForceWithinMs(does) : limits.setupMs), 0)
  const [last] = steps.slice(-1)
  const watch = Math.max(
    ...bounds.map(bound => watchFromStepMs(bound, steps.find(({ id }) => id === bound.since) ?? steps[0])),
  )
  return (
    limits.setupMs +
    (state ? limits.setupMs : quietWithinMs) +
    limits.settleMs +
    force +
    (last?.atMs ?? 0) +
    watch +
    tearDownMs
  )
}

const tearDownMs = 20_000
