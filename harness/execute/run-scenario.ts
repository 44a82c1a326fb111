// One scenario on one plane, from claim to verdict: its record is made here, or in a box where the plane or the clock needs one.

import type { BoxKind } from '../boxes/box.ts'
import { recordInBox } from '../boxes/record-in-box.ts'
import type { SkipKind } from '../model/bound.ts'
import type { RunRecord } from '../model/record.ts'
import type { Run } from '../model/report.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import type { ClockName } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import type { Plane } from '../planes/plane.ts'
import { deafness } from '../runtime/deaf.ts'
import { handedOn } from '../runtime/handed-on.ts'
import { longestMs } from '../runtime/limits.ts'
import { notInstalled } from '../runtime/not-installed.ts'
import { record } from '../runtime/record.ts'
import { where } from '../runtime/where.ts'
import { withMisses } from '../verdict/missed.ts'
import { judged, skipped } from '../verdict/verdicts.ts'
import { controlled, isControlled, unlessAsked } from './controlled.ts'
import { lastsMs, phased } from './phased.ts'
import { choosePlace } from './place.ts'

/** Runs a scenario where the plane can show it, by the clock that is asked for, and judges what was seen. Never rejects: see `record`. */
export async function runScenario(
  scenario: Scenario,
  plane: Plane,
  asked: ClockName | undefined,
  signal: AbortSignal,
): Promise<Run> {
  const { clock, box, refused } = await choosePlace(plane, { ...scenario, lastsMs: lastsMs(scenario) }, asked)
  const skip = (reason: string, why: SkipKind) => skipped(scenario, { plane: plane.name, clock, reason, why })
  const unsupported = plane.unsupported(scenario)
  if (unsupported !== undefined) return skip(unsupported, 'cannot-show')
  if (refused !== undefined) return skip(refused.reason, refused.why)
  const missing = notInstalled(scenario.hosts.map(({ program }) => program))
  if (missing !== undefined) return skip(missing, 'lacking')
  const unasked = notAsked(scenario)
  if (unasked !== undefined) return skip(unasked, 'not-written-for')
  const take = async (one: Scenario) => (box ? takeAway(box, one) : record(asScript(one), plane, signal))
  const ready = prepared(scenario, plane, signal)
  const runOf = async (one: Scenario) => {
    const taken = await ready
      .then(async () => take(one))
      .catch((thrown: unknown) => ({ ...nothingSeen(plane, thrown), clock }))
    return unlessDeaf(one, plane, judged(one, taken, plane.tolerance))
  }
  const { phases } = scenario
  const run = phases ? await phased({ ...scenario, phases }, clock, runOf) : await runOf(scenario)
  return isControlled(scenario, clock) ? controlled(run, scenario, plane, { take, signal }) : unlessAsked(run, scenario)

  async function takeAway(kind: BoxKind, one: Scenario): Promise<RunRecord> {
    const [made] = await recordInBox(kind, [asScript(one)], plane.name, longestMs(one), signal)
    return made
  }
}

/** A client that stayed silent where its plane cannot show what its sockets would have it notice: skipped, as one that declares them. */
function unlessDeaf(scenario: Scenario, plane: Plane, run: Run): Run {
  if (run.verdict.status !== 'pass' && run.verdict.status !== 'fail') return run
  const reason = deafness(plane, scenario, run)
  if (reason === undefined) return run
  const verdict = { status: 'skip', reason, why: 'cannot-show' } as const
  return withMisses({ ...run, verdict, bounds: run.bounds.map(({ bound }) => ({ bound, verdict })) })
}

/** A phase was asked for that it does not have. */
function notAsked({ phases }: Scenario): string | undefined {
  const { phase } = handedOn()
  if (phase === undefined || phase <= (phases?.count ?? 0)) return undefined
  return `it has no phase ${phase}: ${phases ? `it has ${phases.count}` : 'it is run in one only'}`
}

/** Provisions what the plane and the programs need; on first use that may take minutes. */
async function prepared({ hosts }: Scenario, plane: Plane, signal: AbortSignal): Promise<void> {
  await Promise.all([plane, ...hosts.map(({ program }) => program)].map(async one => one.prepare?.(signal)))
}

/** The record of a run that could not begin. */
function nothingSeen(plane: Plane, thrown: unknown): RunRecord {
  const recorder = new Recorder()
  recorder.blame(thrown)
  return recorder.record({ plane: plane.name, ...where() })
}
