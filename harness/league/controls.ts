// Who is told of a loss where nothing is wrong has noticed nothing where something is. Pure.
import { parseMs } from '../define/duration.ts'
import { isControl, noFault } from '../faults/none.ts'
import { inSeconds } from '../kit/format-time.ts'
import type { LeagueMeasurement } from '../model/league.ts'
import type { Ms } from '../model/units.ts'
import type { Cell } from './cells.ts'
import { type LeagueStep, named } from './plan.ts'

/** For each way in which a client was told of a loss, the same without a fault, for as long as it took. */
export function controlsFor(plan: readonly LeagueStep[], made: readonly LeagueMeasurement[]): readonly LeagueStep[] {
  const first = plan.filter((step, at) => plan.findIndex(other => doesTheSame(named(other), named(step))) === at)
  return first.flatMap(step => {
    const losses = made.filter(one => one.told.kind === 'lost' && doesTheSame(one, named(step))).map(tookMs)
    if (losses.length === 0) return []
    const { asks } = step.cell
    const cell: Cell = {
      fault: noFault(),
      phases: 1,
      of: 'every setting',
      watch: `${Math.ceil(Math.max(...losses) * beyond)}ms`,
      ...(asks === undefined ? {} : { asks }),
    }
    const { again: _again, ...once } = step
    return [{ ...once, cell, phase: 0 }]
  })
}

/** In the order in which they are made: a long one at the end would leave the other cores without work. */
export function longestFirst(controls: readonly LeagueStep[]): readonly LeagueStep[] {
  const watchMs = ({ cell: { watch } }: LeagueStep) => (watch === undefined ? 0 : parseMs(watch))
  return controls.toSorted((a, b) => watchMs(b) - watchMs(a))
}

/** Whether a control that was made before is that of a step: later losses may have taken longer than it did. */
export function isLongEnough(made: LeagueMeasurement, { cell: { watch } }: LeagueStep): boolean {
  return made.told.kind !== 'nothing' || watch === undefined || made.told.watchedMs >= parseMs(watch) - roundedMs
}

/** A control is watched for as long as the slowest loss took: where that comes out otherwise each time, so does the control's own length. */
export function controlsMarked(all: readonly LeagueMeasurement[]): readonly LeagueMeasurement[] {
  return all.map(made => {
    if (!isControl(made.fault) || made.notRepeatable !== undefined) return made
    const losses = all.filter(one => one.told.kind === 'lost' && doesTheSame(one, made))
    const slowestMs = Math.max(...losses.map(tookMs))
    const loss = losses.find(one => one.notRepeatable !== undefined && tookMs(one) >= slowestMs * nearly)
    return loss ? { ...made, notRepeatable: `it is as long as a loss took, and there ${loss.notRepeatable}` } : made
  })
}

/** Each measurement beside what the same client was told without a fault, while it did the same. */
export function heldAgainstControls(all: readonly LeagueMeasurement[]): readonly LeagueMeasurement[] {
  return all.map(made => {
    const control = all.find(one => isControl(one.fault) && doesTheSame(one, made))
    if (isControl(made.fault) || made.told.kind !== 'lost' || !control || control.told.kind === 'nothing') return made
    if (control.told.kind === 'doubt')
      return doubtful(made, `what it says without any fault is in doubt: ${control.told.reason}`)
    const aloneMs = tookMs(control)
    // Who looks only when he asks sees a time that is up as late as his next question.
    if (tookMs(made) < aloneMs * nearly - (made.asksEveryMs ?? 0)) return made
    return doubtful(made, `it says so without any fault as well, after ${inSeconds(aloneMs)}`)
  })
}

function doubtful(made: LeagueMeasurement, reason: string): LeagueMeasurement {
  return { ...made, told: { kind: 'doubt', reason } }
}

function doesTheSame(a: Way, b: Way): boolean {
  return a.client === b.client && a.variant === b.variant && a.asksEveryMs === b.asksEveryMs
}

type Way = Pick<LeagueMeasurement, 'client' | 'variant' | 'asksEveryMs'>

/** From when it was well. */
function tookMs({ offsetMs, told }: LeagueMeasurement): Ms {
  return told.kind === 'lost' ? offsetMs + told.afterMs : 0
}

/** Timers of programs are not exact. */
const nearly = 0.98
const beyond = 1.05

/** Its watch is told in whole milliseconds. */
const roundedMs = 1
