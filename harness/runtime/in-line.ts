// Who stands in line for a CPU is watched for so much longer, at the most twice as long: what he would have said is late, and not missing.
import { type Bound, watchMs } from '../model/bound.ts'
import type { Action } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import type { CpuWaits } from '../observe/cpu-waits.ts'
import type { InForce } from '../planes/plane.ts'
import { excusedIn } from '../verdict/starved.ts'
import { watchedUntilMs } from './limits.ts'

/** Until when, for a step in force. */
export function untilInLineMs(
  bound: Bound,
  does: Action,
  live: Pick<InForce, 'byMs' | 'healedAtMs'>,
  lost: { readonly all: readonly Action[]; readonly waits: Pick<CpuWaits, 'since'> },
): Ms {
  const { byMs, healedAtMs = byMs } = live
  const fromMs = bound.expect === 'recovery' ? healedAtMs : byMs
  const lostMs = lost.waits.since(fromMs, excusedIn(lost.all)).ms
  return watchedUntilMs(bound, { does }, live) + Math.min(watchMs(bound), lostMs)
}
