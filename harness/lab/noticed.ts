// What somebody noticed of what was done: a loss, a return, an answer older than the truth.
import { silences } from '../faults/all.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import { hostOf } from '../model/observer.ts'
import type { Run } from '../model/report.ts'
import { isFault } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { usualEnds } from '../verdict/usual-ends.ts'

/** What came later than so long after the first step, in the order of time, but what hosts say that we have switched off, stopped or killed ourselves. */
export function noticedAfter(
  run: Pick<Run, 'observations' | 'endedAtMs' | 'steps'>,
  laterThanMs: Ms,
): readonly Observation[] {
  const fromMs = originOf(run) + laterThanMs
  const isUsual = usualEnds({ ...run, bounds: [] })
  const own = run.steps.flatMap(({ does }) => (isFault(does) ? silences(does).map(({ host }) => host) : []))
  return run.observations.filter(
    one =>
      one.atMs > fromMs &&
      one.atMs <= run.endedAtMs &&
      isNews(one) &&
      !isUsual(one) &&
      !own.includes(hostOf(one.by) ?? ''),
  )
}

function isNews(one: Observation): boolean {
  return isLoss(one) || one.kind === 'recovered' || one.kind === 'stale-answer'
}

/** The instant that a session counts from: its first step in force. */
export function originOf({ steps }: Pick<Run, 'steps'>): Ms {
  return steps[0]?.byMs ?? 0
}
