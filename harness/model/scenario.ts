// One claim: a client, a server, a fault, bounds.
import type { Bound } from './bound.ts'
import type { ConnectionState } from './connection-state.ts'
import type { Fault } from './fault.ts'
import type { Subject, SubjectSpec } from './subject.ts'
import type { ClockName, Host, Ms, PlaneName } from './units.ts'

/** A scenario. At least one bound and one plane, so that an empty claim does not compile. */
export interface Scenario {
  /** `folder/name`, unique in a report. */
  id: string
  /** One sentence in the present tense. */
  claim: string
  fault: Fault
  client: Subject
  server: Subject
  /** A second server of the same kind, which takes over. */
  standby?: Subject
  /** What the connection under test is doing when the fault comes; left to the programs where absent. */
  state?: ConnectionState
  network?: Network
  planes: readonly [PlaneName, ...PlaneName[]]
  /** By which clock it is meant to run; left to the plane and to what the machine can where absent. */
  clock?: ClockName | 'both'
  bounds: readonly [Bound, ...Bound[]]
  limits: Limits
}

/** How the hosts are joined, and what their kernels are set to. */
export interface Network {
  /** 4 by default. */
  family?: 4 | 6
  /** Per host, by full name, such as `net.ipv4.tcp_retries2`. */
  sysctls?: { readonly [H in Host]?: Readonly<Record<string, string | number>> }
}

/** The limits of the harness itself, not of the claim. */
interface Limits {
  /** Open the plane, start both programs, see healthy traffic. */
  setupMs: Ms
  /** Healthy traffic goes on this long before the fault. */
  settleMs: Ms
}

/** What crosses into a box: data only. */
export interface Script extends Omit<Scenario, 'client' | 'server' | 'standby'> {
  client: SubjectSpec
  server: SubjectSpec
  standby?: SubjectSpec
}

/** The part of a scenario that crosses into a box. */
export function asScript(scenario: Scenario): Script {
  const { client, server, standby, ...rest } = scenario
  return { ...rest, client: asSpec(client), server: asSpec(server), ...(standby ? { standby: asSpec(standby) } : {}) }
}

/** A subject without its functions. */
export function asSpec({ read: _read, prepare: _prepare, ...spec }: Subject): SubjectSpec {
  return spec
}
