// An episode that the harness ended too late, as on a busy machine, was not the one that was asked for: what came of the rest of it shows nothing.
import { healsAfterMs, isEpisode } from '../faults/all.ts'
import { seconds } from '../kit/format-time.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import { isFault } from '../model/step.ts'
import { type Starved, waitedWords, whatCame } from './starved.ts'

/**
 * The verdict, unless it may be another one had the episode been as short as was asked for: of a loss that was noticed after its end was due, or of a
 * recovery that failed. Who rides out more than was asked for rides out that as well, and who does not notice more does not notice less.
 */
export function unlessOverlong(bound: Bound, found: Outcome, verdict: Verdict, on: Starved): Verdict {
  const { does, byMs, healedAtMs = Number.POSITIVE_INFINITY } = on.step
  const askedMs = isFault(does) && isEpisode(does) ? healsAfterMs(does) : undefined
  const dueMs = byMs + (askedMs ?? Number.POSITIVE_INFINITY) + on.toleranceMs
  if (askedMs === undefined || healedAtMs <= dueMs || verdict.status === 'inconclusive' || found.kind === 'blind')
    return verdict
  const isOfTheRest = found.kind === 'detected' && found.by.atMs > dueMs
  if (!isOfTheRest && !(bound.expect === 'recovery' && verdict.status === 'fail')) return verdict
  const lasted = Number.isFinite(healedAtMs) ? `lasted ${seconds(healedAtMs - byMs)}` : 'was not over by then'
  const reason = `${whatCame(found)}; the fault, which was to last ${seconds(askedMs)}, ${lasted}`
  return { status: 'inconclusive', reason: `${reason}; ${waitedWords([byMs, healedAtMs], on)}` }
}
