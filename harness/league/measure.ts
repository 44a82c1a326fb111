// Makes one measurement of the league: the loss, and where that can be, the coming back. What cannot be made is a doubt.
import type { BoxKind } from '../boxes/box.ts'
import { seedHandedOn } from '../boxes/guest/seeded.ts'
import { recordInBox } from '../boxes/record-in-box.ts'
import { isControl } from '../faults/none.ts'
import { messageOf } from '../kit/errors.ts'
import type { LeagueMeasurement } from '../model/league.ts'
import type { BoxRecord } from '../model/record.ts'
import { asScript, type Scenario, type Script } from '../model/scenario.ts'
import { planes } from '../planes/all.ts'
import { longestMs } from '../runtime/limits.ts'
import { judged } from '../verdict/verdicts.ts'
import type { LeagueStep } from './plan.ts'
import { backWithinMs, controlOf, detectionOf, returnOf } from './scenario-of.ts'
import { backIn, doubted, measurementOf } from './told.ts'

/** Rejects on an interrupt only. */
export async function measureStep(step: LeagueStep, kind: BoxKind, signal: AbortSignal): Promise<LeagueMeasurement> {
  try {
    if (isControl(step.cell.fault)) {
      const control = controlOf(step)
      return measurementOf(step, runOf(control, await recorded(asScript(control), kind, signal)))
    }
    return await measured(step, kind, signal)
  } catch (thrown) {
    signal.throwIfAborted()
    return doubted(step, messageOf(thrown))
  }
}

/** Who is told of a loss is watched coming back in the same run; who is told of nothing and needs a healing, in another. */
async function measured(step: LeagueStep, kind: BoxKind, signal: AbortSignal): Promise<LeagueMeasurement> {
  const detection = detectionOf(step)
  const healed = step.cell.returns === 'healed'
  const comesBack = returnsOf(step) && { withinMs: backWithinMs, ...(healed ? { healedAfterMs: patienceMs } : {}) }
  const seed = step.again ? { seed: seedHandedOn() + 1 } : {}
  const script = { ...asScript(detection), ...seed, ...(comesBack ? { comesBack } : {}) }
  const record = await recorded(script, kind, signal)
  const { afterwards } = record
  const made = measurementOf(step, runOf(detection, record))
  if (!comesBack || made.told.kind === 'doubt') return made
  if (made.told.kind === 'lost' && afterwards) {
    const run = runOf(returnOf(step, patienceMs), afterwards)
    return { ...made, back: backIn(run, healed, backWithinMs), networkMs: Math.round(run.endedAtMs) }
  }
  if (!healed) return made
  const unaware = returnOf(step, unawareMs)
  const run = runOf(unaware, await recorded({ ...asScript(unaware), ...seed }, kind, signal))
  return {
    ...made,
    back: backIn(run, healed, backWithinMs),
    wallMs: made.wallMs + Math.round(run.wallMs),
    networkMs: made.networkMs + Math.round(run.endedAtMs),
  }
}

function returnsOf({ kind, cell }: LeagueStep) {
  return kind.busyServer === 'unmeasured' ? undefined : cell.returns
}

/** It has tried again by then. */
const patienceMs = 15_000
const unawareMs = 60_000

async function recorded(script: Script, kind: BoxKind, signal: AbortSignal): Promise<BoxRecord> {
  const [record] = await recordInBox(kind, [script], 'netns', longestMs(script), signal)
  signal.throwIfAborted()
  return record
}

function runOf(scenario: Scenario, record: BoxRecord) {
  return judged(scenario, record, planes.netns.tolerance)
}
