// One scenario on one plane, from claim to verdict.
import { judged, skipped } from '../judge/verdicts.ts'
import type { Run } from '../model/report.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import type { Plane } from '../planes/plane.ts'
import { record } from './record.ts'

/** Runs a scenario where the plane can show it, and judges what was seen. Never rejects: see `record`. */
export async function runScenario(scenario: Scenario, plane: Plane, signal: AbortSignal): Promise<Run> {
  const reason = plane.unsupported(scenario)
  if (reason !== undefined) return skipped(scenario, { plane: plane.name, clock: 'real', reason })
  return judged(scenario, await record(asScript(scenario), plane, signal), plane.tolerance)
}
