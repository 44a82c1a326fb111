// How long a script may take at the longest, by its own numbers: for those who have to give up on a run that does not end.
import type { Bound } from '../model/bound.ts'
import type { Script } from '../model/scenario.ts'
import type { Ms } from '../model/units.ts'

/** How long a bound has to be watched. */
export function watchMs(bound: Bound): Ms {
  return bound.expect === 'silence' ? bound.forMs : bound.withinMs
}

/** Set-up, fault, watch and tear-down together. Our own deadlines come first: past this something hangs. */
export function longestMs({ limits, bounds, fault, state }: Pick<Script, 'limits' | 'bounds' | 'fault' | 'state'>): Ms {
  return (
    limits.setupMs +
    (state ? limits.setupMs : 0) +
    limits.settleMs +
    2 * ownMs(fault) +
    Math.max(...bounds.map(watchMs)) +
    tearDownMs
  )
}

const tearDownMs = 20_000

/** The longest of the fault's own durations: until it heals, or until a firewall has seen enough idleness. */
export function ownMs(fault: Script['fault']): Ms {
  return Math.max(0, ...Object.values(fault).filter(value => typeof value === 'number'))
}
