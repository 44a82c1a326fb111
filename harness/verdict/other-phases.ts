// What the other phases of a run showed of one of its demands: who noticed there has something that notices, whatever his settings say. Pure.
import type { BoundResult, Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'

/** Of the other phases those that noticed the loss, and when; undefined where none did. */
export function noticedElsewhere(
  result: BoundResult,
  { bounds, phase, phases }: Pick<Run, 'bounds' | 'phase' | 'phases'>,
): Elsewhere | undefined {
  const others = (phases?.each ?? []).filter(({ number }) => number !== phase?.number)
  const at = bounds.indexOf(result)
  const times = others.flatMap(one => {
    const outcome = one.bounds[at]?.outcome
    return outcome?.kind === 'detected' ? [outcome.afterMs] : []
  })
  if (times.length === 0) return undefined
  return { noticed: times.length, of: others.length, fromMs: Math.min(...times), toMs: Math.max(...times) }
}

/** How many of how many, and the soonest and the latest. */
export interface Elsewhere {
  readonly noticed: number
  readonly of: number
  readonly fromMs: Ms
  readonly toMs: Ms
}
