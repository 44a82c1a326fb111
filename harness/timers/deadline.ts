// A program's own deadline: it does not see packets, only that an answer does not come.
import type { Ms } from '../model/units.ts'
import type { Expectation } from './expectation.ts'
import { timed } from './lateness.ts'
import type { Mechanism } from './mechanism.ts'
import type { Outage } from './outage.ts'
import { type Span, shift } from './span.ts'

/** Something that has to be heard in time. */
export interface Deadline {
  readonly ms: Ms
  /** A check at fixed times decides: at the latest. @default the same */
  readonly toMs?: Ms | undefined
  readonly by: Mechanism
}

/** A deadline alone: what it waits for comes as soon as the outage ends. `ageMs`: how long it had run when the fault came. */
export function deadlineExpectation({ ms, toMs = ms, by }: Deadline, ageMs: Span, outage: Outage): Expectation {
  const passes: Span = [shift(timed(ageMs, ms), ms)[0], shift(timed(ageMs, toMs), toMs)[1]]
  const { untilMs, reply, delayMs = [0, 0] } = outage
  // Who waits hears nothing of a peer that refuses what it does not send.
  if (reply !== 'answers') return { window: passes, never: false, by }
  const heardMs: Span = [untilMs[0] + delayMs[0], untilMs[1] + delayMs[1]]
  if (passes[0] >= heardMs[1] && delayMs[1] <= ms) return { never: true, by: 'survived' }
  if (passes[1] < heardMs[0] || delayMs[0] > toMs) return { window: passes, never: false, by }
  return { window: [passes[0], delayMs[1] > ms ? passes[1] : Math.min(passes[1], heardMs[1])], never: true, by }
}
