// Makes one measurement of the league: the loss, and where that can be, the coming back. What cannot be made is a doubt.
import type { BoxKind } from '../boxes/box.ts'
import { recordInBox } from '../boxes/record-in-box.ts'
import { isControl } from '../faults/none.ts'
import { messageOf } from '../kit/errors.ts'
import type { Back, LeagueMeasurement, Told } from '../model/league.ts'
import type { Run } from '../model/report.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import type { Ms } from '../model/units.ts'
import { planes } from '../planes/all.ts'
import { longestMs } from '../runtime/limits.ts'
import { judged } from '../verdict/verdicts.ts'
import type { LeagueStep } from './plan.ts'
import { backWithinMs, controlOf, detectionOf, returnOf } from './scenario-of.ts'
import { backIn, doubted, measurementOf } from './told.ts'

/** Rejects on an interrupt only. */
export async function measureStep(step: LeagueStep, kind: BoxKind, signal: AbortSignal): Promise<LeagueMeasurement> {
  try {
    const scenario = isControl(step.cell.fault) ? controlOf(step) : detectionOf(step)
    const made = measurementOf(step, await ran(scenario, kind, signal))
    const back = await returning(step, made.told, kind, signal)
    if (!back) return made
    return { ...made, back: back.back, wallMs: made.wallMs + back.wallMs, networkMs: made.networkMs + back.networkMs }
  } catch (thrown) {
    signal.throwIfAborted()
    return doubted(step, messageOf(thrown))
  }
}

/**
 * Once more: a healing comes when it has been told, or has waited for a minute. Nobody comes back who was told of nothing and needs no healing.
 */
async function returning(
  step: LeagueStep,
  told: Told,
  kind: BoxKind,
  signal: AbortSignal,
): Promise<Returned | undefined> {
  const returns = step.kind.busyServer ? undefined : step.cell.returns
  if (returns === undefined || told.kind === 'doubt' || (returns === 'by itself' && told.kind === 'nothing'))
    return undefined
  const afterMs = told.kind === 'lost' ? Math.ceil(told.afterMs + told.uncertaintyMs) + patienceMs : unawareMs
  const run = await ran(returnOf(step, afterMs), kind, signal)
  return {
    back: backIn(run, returns === 'healed', backWithinMs),
    wallMs: Math.round(run.wallMs),
    networkMs: Math.round(run.endedAtMs),
  }
}

interface Returned {
  readonly back: Back
  readonly wallMs: Ms
  readonly networkMs: Ms
}

/** It has tried again by then. */
const patienceMs = 15_000
const unawareMs = 60_000

async function ran(scenario: Scenario, kind: BoxKind, signal: AbortSignal): Promise<Run> {
  const [record] = await recordInBox(kind, [asScript(scenario)], 'netns', longestMs(scenario), signal)
  signal.throwIfAborted()
  return judged(scenario, record, planes.netns.tolerance)
}
