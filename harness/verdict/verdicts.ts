// From a record to a report's run: every bound beside its outcome, its verdict and its prediction.
import type { SkipKind, Tolerance, Verdict } from '../model/bound.ts'
import type { Host } from '../model/host.ts'
import { appObservations } from '../model/reading.ts'
import type { RunRecord } from '../model/record.ts'
import type { BoundResult, Run, RunHost } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { type Action, isFault } from '../model/step.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { ClockName, PlaneName } from '../model/units.ts'
import { judgeBound } from './bound-result.ts'
import { worst } from './judge.ts'
import { linksAmiss } from './links.ts'
import { withMisses } from './missed.ts'
import { differing } from './seen-settings.ts'
import { loadWords } from './starved.ts'

/** Judges a record against its scenario. Reading the programs' lines happens here, outside any box. */
export function judged(scenario: Scenario, record: RunRecord, { lateMs: toleranceMs }: Tolerance): Run {
  const { plane, clock, lacking } = record
  if (lacking !== undefined)
    return { ...skipped(scenario, { plane, clock, reason: lacking, why: 'lacking' }), ...record }
  const observations = [...record.observations, ...appObservations(scenario.hosts, record.lines)]
  const seen = { ...record, observations: observations.toSorted((a, b) => a.atMs - b.atMs) }
  const error = broken({ ...about(scenario), ...record, toleranceMs })
  const on = { ...record, ...about(scenario), planned: scenario.steps, seen, toleranceMs, error }
  const bounds = scenario.bounds.map(bound => judgeBound(bound, on))
  const [first] = record.steps
  const verdict = sumUp(error, bounds)
  return withMisses({
    ...about(scenario),
    ...seen,
    verdict,
    troubles: [...record.troubles, ...loadWords({ ...record, verdict })],
    bounds,
    ...differing(on.hosts, record.steps),
    toleranceMs,
    ...(first ? { injectedAtMs: first.byMs } : {}),
  })
}

/** What lets nothing be concluded from a run: what broke it, or a link that was not as asked. */
export function broken(run: Pick<Run, 'error' | 'network' | 'links' | 'toleranceMs'>): string | undefined {
  return run.error ?? linksAmiss(run)
}

/** The verdict on a run: the worst of its bounds' and of `others`, unless something broke it. */
export function sumUp(
  error: string | undefined,
  bounds: readonly BoundResult[],
  others: readonly Verdict[] = [],
): Verdict {
  if (error !== undefined) return { status: 'inconclusive', reason: error }
  const [first, ...rest] = [...others, ...bounds.map(({ verdict }) => verdict)]
  return first ? worst([first, ...rest]) : { status: 'inconclusive', reason: 'nothing was demanded' }
}

/** A run that did not take place. */
export function skipped(scenario: Scenario, { plane, clock, ...cause }: Skipped): Run {
  const verdict: Verdict = { status: 'skip', ...cause }
  return {
    ...about(scenario),
    plane,
    clock,
    startedAt: new Date(0).toISOString(),
    endedAtMs: 0,
    steps: [],
    lines: [],
    observations: [],
    connections: [],
    cuts: [],
    troubles: [],
    wallMs: 0,
    toleranceMs: 0,
    verdict,
    bounds: scenario.bounds.map(bound => ({ bound, verdict })),
  }
}

/** Where it did not, and why. */
interface Skipped {
  readonly plane: PlaneName
  readonly clock: ClockName
  readonly reason: string
  readonly why: SkipKind
}

/** What a report says of the hosts. */
export function runHosts(hosts: readonly Host<SubjectSpec>[]): readonly RunHost[] {
  return hosts.map(({ program: { name, command, protocol, settings, undeclared }, ...host }) => ({
    ...host,
    program: name,
    command: [command.file, ...command.args],
    ...(protocol === undefined ? {} : { protocol }),
    settings,
    ...(undeclared ? { undeclared } : {}),
  }))
}

/** The first of these that is a fault, as a report's `fault`. */
export function firstFault(steps: readonly { readonly does: Action }[]): Pick<Run, 'fault'> {
  const fault = steps.map(({ does }) => does).find(isFault)
  return fault ? { fault } : {}
}

function about({ id, claim, hosts, steps, state, network, names }: Scenario): About {
  return {
    scenario: id,
    claim,
    ...firstFault(steps),
    hosts: runHosts(hosts),
    ...(state ? { state } : {}),
    ...(network ? { network } : {}),
    ...(names ? { names } : {}),
  }
}

type About = Pick<Run, 'scenario' | 'claim' | 'fault' | 'hosts' | 'state' | 'network' | 'names'>
