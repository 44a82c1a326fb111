// How long a script may take at the longest, by its own numbers: for those who have to give up on a run that does not end.
import { healsAfterMs, inForceWithinMs } from '../faults/all.ts'
import { type Bound, watchMs } from '../model/bound.ts'
import { quietWithinMs } from '../model/found.ts'
import type { Script } from '../model/scenario.ts'
import { isFault, type Step } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import type { InForce } from '../planes/plane.ts'

/** How long a bound has to be watched from its step on: recovery counts from the healing. */
function watchFromStepMs(bound: Bound, { does }: Pick<Step, 'does'>): Ms {
  const healing = bound.expect === 'recovery' && isFault(does) ? (healsAfterMs(does) ?? 0) : 0
  return watchMs(bound) + healing
}

/** Until when, for a step in force: recovery counts from its healing, and when exactly that was is known afterwards. */
export function watchedUntilMs(
  bound: Bound,
  step: Pick<Step, 'does'>,
  { byMs, healedAtMs }: Pick<InForce, 'byMs' | 'healedAtMs'>,
): Ms {
  if (bound.expect === 'recovery' && healedAtMs !== undefined) return healedAtMs + watchMs(bound)
  return byMs + watchFromStepMs(bound, step)
}

/** How long the watch goes on, from when all is well: its faults wait for what they have to wait for. */
export function watchedMs({ bounds, steps, limits }: Pick<Script, 'bounds' | 'steps' | 'limits'>): Ms {
  const force = steps.reduce((sum, { does }) => sum + (isFault(does) ? inForceWithinMs(does) : 0), 0)
  const watch = bounds.map(bound => {
    const step = steps.find(({ id }) => id === bound.since) ?? steps[0]
    return step.atMs + watchFromStepMs(bound, step)
  })
  return limits.settleMs + force + Math.max(...watch)
}

/** Past this something hangs: our own deadlines come first, and who stands in line for a CPU is watched twice as long. */
export function longestMs(script: Timed): Ms {
  const { healedAfterMs = 0, withinMs = 0 } = script.comesBack ?? {}
  return plannedMs(script) + longestWatchMs(script) + healedAfterMs + withinMs
}

/** Set-up, steps, watch and tear-down together. */
export function plannedMs(script: Timed): Ms {
  const { limits, steps, state } = script
  const force = steps.reduce((sum, { does }) => sum + (isFault(does) ? inForceWithinMs(does) : limits.setupMs), 0)
  const [last] = steps.slice(-1)
  return (
    limits.setupMs +
    (state ? limits.setupMs : quietWithinMs) +
    limits.settleMs +
    force +
    (last?.atMs ?? 0) +
    longestWatchMs(script) +
    tearDownMs
  )
}

function longestWatchMs({ bounds, steps }: Timed): Ms {
  return Math.max(
    ...bounds.map(bound => watchFromStepMs(bound, steps.find(({ id }) => id === bound.since) ?? steps[0])),
  )
}

type Timed = Pick<Script, 'limits' | 'bounds' | 'steps' | 'state' | 'comesBack'>

const tearDownMs = 20_000

/** What lasts longer runs in virtual time, unless it says itself that it runs in real time. */
export const longestInRealMs: Ms = 600_000
