// How long a closed window has held data back, by the timer of its probes: they become ever more rare.
import type { FoundSocket } from '../model/found.ts'
import { kernelsOf } from '../timers/kernel.ts'
import { tripOf } from '../timers/situation.ts'
import type { Span } from '../timers/span.ts'
import { heldForMs } from '../timers/tcp/zero-window.ts'
import type { Circumstances } from './circumstances.ts'

/** In each kernel that it may be; none where its timer is another. */
export function heldSince(
  { timer, dueMs, backoff = 0 }: FoundSocket,
  on: Pick<Circumstances, 'settings' | 'kernel' | 'sysctls' | 'rttMs' | 'rtoMs'>,
): readonly Span[] {
  if (timer !== 'persist' || dueMs === undefined) return []
  const { userTimeoutMs } = on.settings
  return kernelsOf(on).flatMap(rules => {
    const age = heldForMs(rules, { ...tripOf({ on, rules }), userTimeoutMs }, { backoff, dueMs })
    return age ? [age] : []
  })
}
