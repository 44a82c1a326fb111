// Where a host stands on the path of the client whose loss is predicted, and when what is over by itself is over.
import type { HostName, Ms } from '../model/units.ts'
import { type Conditions, pathOf } from '../timers/conditions.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import { well } from '../timers/outage.ts'
import { asSpan, type Span } from '../timers/span.ts'

/** The client in question, its peer, or neither. */
export function roleOf(host: HostName, on: Conditions): 'self' | 'peer' | 'neither' {
  const { from, to } = pathOf(on)
  return host === to ? 'peer' : host === from ? 'self' : 'neither'
}

/** What happens to another than the peer is no loss of the client's; what happens to the client itself it cannot notice. */
export function elsewhere(role: 'self' | 'neither', what: string): Effect | Unpredictable {
  if (role === 'self') return { why: `the client itself is ${what}` }
  return { kernel: well, reason: `its server is not what is ${what}` }
}

/** When it was seen to be over, or a moment later than it is to be. What was on its way then may have found it over. */
export function healed(ms: Ms, { healedMs, rttMs = 0 }: Conditions): Span {
  const [way] = asSpan(rttMs)
  return [Math.max(0, ms - way), Math.max(ms, healedMs ?? ms + healingMs)]
}

/** A reboot, or an address that moves, takes the harness a moment. */
const healingMs = 100
