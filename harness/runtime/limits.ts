// How long a script may take at the longest, by its own numbers: for those who have to give up on a run that does not end.
import { healsAfterMs, inForceWithinMs } from '../faults/all.ts'
import type { Bound } from '../model/bound.ts'
import type { Script } from '../model/scenario.ts'
import type { Ms } from '../model/units.ts'

/** How long a bound has to be watched. */
export function watchMs(bound: Bound): Ms {
  return bound.expect === 'silence' ? bound.forMs : bound.withinMs
}

/** How long a bound has to be watched from the fault on: recovery counts from its healing. */
export function watchFromFaultMs(bound: Bound, fault: Script['fault']): Ms {
  return watchMs(bound) + (bound.expect === 'recovery' ? (healsAfterMs(fault) ?? 0) : 0)
}

/** Set-up, fault, watch and tear-down together. Our own deadlines come first: past this something hangs. */
export function longestMs({ limits, bounds, fault, state }: Pick<Script, 'limits' | 'bounds' | 'fault' | 'state'>): Ms {
  return (
    limits.setupMs +
    (state ? limits.setupMs : 0) +
    limits.settleMs +
    inForceWithinMs(fault) +
    Math.max(...bounds.map(bound => watchFromFaultMs(bound, fault))) +
    tearDownMs
  )
}

const tearDownMs = 20_000
