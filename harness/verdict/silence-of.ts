// How long a fault kept a client without an answer: what each of its deadlines has to outlast if it is not to give its peer up. Pure.
import { effectOf } from '../faults/all.ts'
import type { Bound } from '../model/bound.ts'
import { hostOf } from '../model/observer.ts'
import type { Run } from '../model/report.ts'
import { isFault } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { pathUnder } from './path-under.ts'

/**
 * As it was measured where it healed. `heard` is what a bound of silence asks where it never heals; undefined where that is no matter of length,
 * or chance decides.
 */
export function silenceOf({ by, since }: Bound, run: Run): Silence | undefined {
  const step = run.steps.find(({ id }) => id === since)
  const host = run.hosts.find(({ name }) => name === hostOf(by))
  if (!step || !host || !isFault(step.does)) return undefined
  const { healedAtMs, byMs } = step
  const healedMs = healedAtMs === undefined || healedAtMs > run.endedAtMs ? undefined : healedAtMs - byMs
  const effect = effectOf(step.does, {
    ...{ settings: host.settings, path: pathUnder(step.does, host), healedMs },
    // Lots are drawn for what is sent: whoever declares nothing may send.
    ...(host.undeclared ? { nextWriteMs: 0 } : {}),
  })
  if ('why' in effect || effect.notified) return undefined
  const { untilMs, reply, delayMs } = effect.program ?? effect.kernel
  const longestMs = untilMs[1]
  if (!Number.isFinite(longestMs)) return { kind: 'for good' }
  if (reply !== 'answers') return undefined
  if (longestMs > 0) return { kind: 'silence', ms: longestMs }
  return delayMs === undefined ? undefined : { kind: 'late', ms: typeof delayMs === 'number' ? delayMs : delayMs[1] }
}

/** Nothing is heard for so long, or ever again; or each answer comes so late. */
export type Silence = { readonly kind: 'silence' | 'late'; readonly ms: Ms } | { readonly kind: 'for good' }
