// One scenario on one plane, from claim to verdict: its record is made here, or in a box where the plane needs one.
import { judged, skipped } from '../judge/verdicts.ts'
import type { RunRecord } from '../model/record.ts'
import type { Run } from '../model/report.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import type { Plane } from '../planes/plane.ts'
import { longestMs } from '../run/limits.ts'
import { record } from '../run/record.ts'
import { Journal } from '../vantages/journal.ts'
import { findEntrance } from './entrance.ts'
import { insideBox } from './inside.ts'
import { recordInSandbox } from './sandbox.ts'

/** Runs a scenario where the plane can show it, and judges what was seen. Never rejects: see `record`. */
export async function runScenario(scenario: Scenario, plane: Plane, signal: AbortSignal): Promise<Run> {
  const reason = plane.unsupported(scenario) ?? (await unreachable(plane))
  if (reason !== undefined) return skipped(scenario, { plane: plane.name, clock: 'real', reason })
  const script = asScript(scenario)
  const taken = await prepared(scenario, plane, signal)
    .then(async () => (leavesHome(plane) ? takeAway() : record(script, plane, signal)))
    .catch((thrown: unknown) => nothingSeen(plane, thrown))
  return judged(scenario, taken, plane.tolerance)

  async function takeAway(): Promise<RunRecord> {
    const [made] = await recordInSandbox([script], plane.name, longestMs(script), signal)
    return made
  }
}

/** Why the box that this plane needs cannot be made here, and what mends it. */
export async function unreachable(plane: Plane): Promise<string | undefined> {
  if (!leavesHome(plane)) return undefined
  const entrance = await findEntrance()
  return 'reason' in entrance ? `no sandbox: ${entrance.reason}; ${entrance.fix}` : undefined
}

/** Whether a run has to be taken into a box from here. */
export function leavesHome(plane: Plane): boolean {
  return plane.boxed === true && !insideBox()
}

/** Provisions what the plane and the programs need; on first use that may take minutes. */
async function prepared({ client, server, standby }: Scenario, plane: Plane, signal: AbortSignal): Promise<void> {
  await Promise.all([plane, client, server, standby].map(async one => one?.prepare?.(signal)))
}

/** The record of a run that could not begin. */
function nothingSeen(plane: Plane, thrown: unknown): RunRecord {
  const journal = new Journal()
  journal.blame(thrown)
  return journal.record({ plane: plane.name, clock: 'real' })
}
