// One scenario on one plane, from claim to verdict.
import { judged, skipped } from '../judge/verdicts.ts'
import type { RunRecord } from '../model/record.ts'
import type { Run } from '../model/report.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import type { Plane } from '../planes/plane.ts'
import { Journal } from '../vantages/journal.ts'
import { record } from './record.ts'

/** Runs a scenario where the plane can show it, and judges what was seen. Never rejects: see `record`. */
export async function runScenario(scenario: Scenario, plane: Plane, signal: AbortSignal): Promise<Run> {
  const reason = plane.unsupported(scenario)
  if (reason !== undefined) return skipped(scenario, { plane: plane.name, clock: 'real', reason })
  const taken = await prepared(scenario, plane, signal).then(
    async () => record(asScript(scenario), plane, signal),
    thrown => nothingSeen(plane, thrown),
  )
  return judged(scenario, taken, plane.tolerance)
}

/** Provisions what the plane and the programs need; on first use that may take minutes. */
async function prepared({ client, server }: Scenario, plane: Plane, signal: AbortSignal): Promise<void> {
  await Promise.all([plane.prepare?.(signal), client.prepare?.(signal), server.prepare?.(signal)])
}

/** The record of a run that could not begin. */
function nothingSeen(plane: Plane, thrown: unknown): RunRecord {
  const journal = new Journal()
  journal.blame(thrown)
  return journal.record({ plane: plane.name, clock: 'real' })
}
