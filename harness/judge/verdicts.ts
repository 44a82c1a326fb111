// From a record to a report's run: every bound beside its outcome, its verdict and its prediction.
import type { Bound, Tolerance, Verdict } from '../model/bound.ts'
import type { RunRecord } from '../model/record.ts'
import type { BoundResult, Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ClockName, PlaneName } from '../model/units.ts'
import { predictedMs } from '../predict/window.ts'
import { appObservations } from '../vantages/app.ts'
import { judge, worst } from './judge.ts'
import { outcome } from './outcome.ts'

/** Judges a record against its scenario. Reading the programs' lines happens here, outside any box. */
export function judged(scenario: Scenario, record: RunRecord, tolerance: Tolerance): Run {
  const observations = [...record.observations, ...appObservations(scenario, record.lines)]
  const seen = { ...record, observations: observations.toSorted((a, b) => a.atMs - b.atMs) }
  const bounds = scenario.bounds.map(bound => judgeBound(scenario, bound, seen, tolerance))
  const [first, ...rest] = bounds.map(({ verdict }) => verdict)
  const injection = record.injections[0]
  return {
    ...about(scenario),
    ...seen,
    verdict: first ? worst([first, ...rest]) : { status: 'inconclusive', reason: 'nothing was demanded' },
    bounds,
    ...(injection ? { injectedAtMs: injection.byMs } : {}),
    ...(injection?.evidence === undefined ? {} : { evidence: injection.evidence }),
  }
}

/** A run that did not take place, because its plane cannot show it. */
export function skipped(scenario: Scenario, on: { plane: PlaneName; clock: ClockName; reason: string }): Run {
  const verdict: Verdict = { status: 'skip', reason: on.reason }
  return {
    ...about(scenario),
    plane: on.plane,
    clock: on.clock,
    startedAt: new Date(0).toISOString(),
    endedAtMs: 0,
    injections: [],
    lines: [],
    observations: [],
    troubles: [],
    wallMs: 0,
    verdict,
    bounds: scenario.bounds.map(bound => ({ bound, verdict })),
  }
}

function about({ id, claim, fault, client }: Scenario): Pick<Run, 'scenario' | 'claim' | 'fault' | 'settings'> {
  return { scenario: id, claim, fault, settings: client.settings }
}

function judgeBound(scenario: Scenario, bound: Bound, seen: RunRecord, tolerance: Tolerance): BoundResult {
  const predicted = predictedMs(scenario.client.settings, scenario.fault, bound.from)
  const window = predicted === undefined ? {} : { predictedMs: predicted }
  const injection = seen.injections[0]
  const doubt = doubtOf(seen)
  if (!injection || doubt)
    return { bound, verdict: { status: 'inconclusive', reason: doubt ?? 'no fault was injected' }, ...window }
  const found = outcome(bound, seen, injection)
  return { bound, outcome: found, verdict: judge(bound, found, tolerance), ...window }
}

/** Why nothing can be concluded from this record, whatever its vantages say. */
function doubtOf({ error, injections }: RunRecord): string | undefined {
  if (error !== undefined) return error
  const unproven = injections.find(({ evidence }) => evidence === undefined)
  return unproven ? `nothing shows that ${unproven.fault.kind} bit` : undefined
}
