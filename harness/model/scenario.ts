// One claim: hosts, what happens to them by the clock, and who must notice what.
import type { Bound } from './bound.ts'
import type { ConnectionState } from './connection-state.ts'
import { type Host, withoutFunctions } from './host.ts'
import type { Links } from './link.ts'
import type { Names } from './names.ts'
import type { Nat } from './nat.ts'
import type { Phase, Phases } from './phases.ts'
import type { Step } from './step.ts'
import type { Subject, SubjectSpec } from './subject.ts'
import type { ClockName, HostName, Ms, PlaneName } from './units.ts'

/** A scenario. At least one step, one bound and one plane, so that an empty claim does not compile. */
export interface Scenario extends Claim {
  /** In the order in which they start. */
  hosts: readonly Host<Subject>[]
}

/** What crosses into a box: data only. */
export interface Script extends Claim {
  hosts: readonly Host<SubjectSpec>[]
  /** What all chance in its box follows from, where that can be set; what was handed on where absent. */
  seed?: number
  /** What follows in the same run once the first bound's observer was told of a loss. */
  comesBack?: ComesBack
}

/** Whoever was told of a loss is watched coming back: `healedAfterMs` later its fault is healed, or where that is absent need not be. */
export interface ComesBack {
  healedAfterMs?: Ms
  /** How long, from the healing, or from the loss where there is none. */
  withinMs: Ms
}

interface Claim {
  /** `folder/name`, unique in a report. */
  id: string
  /** One sentence in the present tense. */
  claim: string
  steps: readonly [Step, ...Step[]]
  /** What the first client's connection is doing when the first step comes; left to the programs where absent. */
  state?: ConnectionState
  /** The first fault comes at once, whatever is on its way then, instead of waiting up to 2 s for a quiet moment. */
  quiet?: false
  network?: Network
  /** Names that stand for hosts, served by DNS. */
  names?: Names
  planes: readonly [PlaneName, ...PlaneName[]]
  /** Its first fault comes at so many moments of a period, each in a run of its own; at one where absent. */
  phases?: Phases
  /** That of this run. */
  phase?: Phase
  /** Whether it is also run without its faults; in virtual time where absent. */
  control?: boolean
  /** By which clock it is meant to run; left to the plane and to what the machine can where absent. */
  clock?: ClockName | 'both'
  /** ISO 8601: what the clock on the wall says as the run begins, where it can be set; the end of the host's day where absent, the same for all runs of a day. */
  startsAt?: string
  bounds: readonly [Bound, ...Bound[]]
  limits: Limits
}

/** How the hosts are joined, and what their kernels are set to. */
export interface Network {
  /** IP version. @default 4 */
  family?: 4 | 6
  /**
   * Per host, by full name, such as `net.ipv4.tcp_retries2`, and of the `router`: there `default` in a name is each of its devices, as in
   * `net.ipv4.neigh.default.base_reachable_time_ms`.
   */
  sysctls?: Readonly<Record<HostName, Readonly<Record<string, string | number>>>>
  /** The router puts its own address in the place of those of hosts that nobody connects to: as routers mostly do, or as it is told. @default false */
  nat?: boolean | Nat
  /** What a host's link is like all the time. */
  links?: Links
}

/** The limits of the harness itself, not of the claim. */
interface Limits {
  /** Open the plane, start the programs, see healthy traffic. */
  setupMs: Ms
  /** Healthy traffic goes on this long before the first step. */
  settleMs: Ms
}

/** The part of a scenario that crosses into a box. */
export function asScript({ hosts, ...claim }: Scenario): Script {
  return { ...claim, hosts: hosts.map(withoutFunctions) }
}
