// One claim: a client, a server, a fault, bounds.
import type { Bound } from './bound.ts'
import type { Fault } from './fault.ts'
import type { Subject, SubjectSpec } from './subject.ts'
import type { Ms, PlaneName } from './units.ts'

/** A scenario. At least one bound and one plane, so that an empty claim does not compile. */
export interface Scenario {
  /** `folder/name`, unique in a report. */
  id: string
  /** One sentence in the present tense. */
  claim: string
  fault: Fault
  client: Subject
  server: Subject
  planes: readonly [PlaneName, ...PlaneName[]]
  bounds: readonly [Bound, ...Bound[]]
  limits: Limits
}

/** The limits of the harness itself, not of the claim. */
export interface Limits {
  /** Open the plane, start both programs, see healthy traffic. */
  setupMs: Ms
  /** Healthy traffic goes on this long before the fault. */
  settleMs: Ms
}

/** What crosses into a box: data only. */
export interface Script extends Omit<Scenario, 'client' | 'server'> {
  client: SubjectSpec
  server: SubjectSpec
}

/** The part of a scenario that crosses into a box. */
export function asScript(scenario: Scenario): Script {
  return { ...scenario, client: asSpec(scenario.client), server: asSpec(scenario.server) }
}

/** A subject without its functions. */
export function asSpec({ read: _read, prepare: _prepare, ...spec }: Subject): SubjectSpec {
  return spec
}
