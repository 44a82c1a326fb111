// A scenario as its author writes it, checked at the door and turned into data.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Fault, FaultOn } from '../model/fault.ts'
import type { Host } from '../model/host.ts'
import type { Phases } from '../model/phases.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Action } from '../model/step.ts'
import type { ClockName, PlaneName } from '../model/units.ts'
import { type BoundSpec, type Named, type PairName, parseBounds } from './bounds.ts'
import { parseClock } from './clock.ts'
import type { Program } from './command.ts'
import type { Duration } from './duration.ts'
import { type HostSpec, pairHosts, parseHosts, refuseNoProgram, refuseStrangers } from './hosts.ts'
import { limitsOf } from './limits.ts'
import { leadsOf, type NamesSpec, parseNames, refuseUnknownMoves } from './names.ts'
import { type NetworkSpec, parseNetwork } from './network.ts'
import { type PhasesSpec, parsePhases } from './phases.ts'
import { parseStartsAt } from './starts-at.ts'
import { parseState } from './state.ts'
import { parseSteps, type StepSpec } from './steps.ts'
import { refuseUnknown } from './unknown.ts'
import { refuseBackwards } from './wire-paths.ts'

/** A scenario of a client and a server, with a standby where one takes over. */
export type PairSpec = Claim<PairName> & {
  client: Program
  server: Program
  /** A second server, which takes over: `takeover()` needs one. @default none */
  standby?: Program
  hosts?: never
}

/** A scenario of any hosts, by name. `H`: their names, so that a misspelt one does not compile. */
export type SystemSpec<H extends string> = Claim<NoInfer<H>> & {
  hosts: { readonly [name in H]: HostSpec<NoInfer<H>> }
  client?: never
  server?: never
  standby?: never
}

/** Either. */
export type ScenarioSpec<H extends string = PairName> = PairSpec | SystemSpec<H>

/** What a scenario needs besides its hosts, and what it may choose. */
type Claim<H extends string> = Happening<H> & {
  bounds: BoundSpec<H> | readonly BoundSpec<H>[]
  /** What the first client's connection is doing when the first step comes. @default left to the programs */
  state?: ConnectionState
  /**
   * The first fault waits until nothing is on its way on any connection, 2 s at the most, so that it cuts no word in two: `false` lets it come
   * at once. With a `state` it comes in that. What it found is in the record.
   * @default true
   */
  quiet?: boolean
  /**
   * The same is run with its first fault at so many moments, spread evenly over the period that decides when a loss is noticed: a heartbeat's or
   * that of keepalive, as it is declared or was seen on the connections, or as it is given. The bounds must hold in each; reports show the worst
   * and the best. A control is run once.
   * @default one run, with the fault when it comes
   * @example
   * phases: 8
   * phases: { count: 8, over: '2s' }
   * @throws E_PHASES when it is no such number, or beside a `state`
   */
  phases?: PhasesSpec
  /** How the hosts are joined, and what their kernels are set to. @default IPv4, and the kernel's own settings */
  network?: NetworkSpec<H>
  /**
   * Once it has passed it is run again without its faults, for twice as long as noticing took: who says there as well that the peer is lost has
   * noticed nothing, and the run is inconclusive. `false` leaves that out; `true` does it in real time, too.
   * @default in virtual time, where it takes a moment
   */
  control?: boolean
  /**
   * Names that DNS serves: `{ 'db.test': { is: 'a', ttl: '5s' } }`. Who has one in its command connects to the hosts that it stands for.
   * @default the hosts' own
   */
  names?: NamesSpec<Named<H>>
  /** Each skips what it cannot show. @default where packets vanish, as far as it can be had; Toxiproxy beside it below a watch of 30 s, or alone */
  planes?: readonly [PlaneName, ...PlaneName[]]
  /** `virtual` or `real` for a claim that only one clock can show, `both` for a claim about both. @default left to the machine */
  clock?: ClockName | 'both'
  /**
   * What the clock on the wall says as the run begins, such as `'2026-02-28T23:59:50Z'`: for what happens by the time of day, and for programs
   * that draw their lots from it. Only a guest can be told: with the real clock it is skipped.
   * @default the end of the host's day, UTC: the same for all runs of a day
   */
  startsAt?: string
  /** Opening the plane, starting the programs and seeing healthy traffic. @default '20s', and the limits of what runs before the programs */
  setupWithin?: Duration
  /** Healthy traffic goes on this long before the first step. @default '0s' */
  settleFor?: Duration
}

/** One fault, or several steps by the clock. */
type Happening<H extends string> =
  | { fault: FaultOf<H>; faults?: never }
  | { faults: readonly StepSpec<ActionOf<H>>[]; fault?: never }

/** A fault of these hosts. */
type FaultOf<H extends string> = FaultOn<Named<H>>

type ActionOf<H extends string> =
  | Exclude<Action, Fault | { kind: 'run' }>
  | FaultOf<H>
  | (Extract<Action, { kind: 'run' }> & { on: Named<H> })

/** The scenario as data. Throws a HalfopenError that names the field and the fix. */
export function parseScenario<H extends string>(
  id: string,
  claim: string,
  spec: ScenarioSpec<H>,
  planes: Planes,
): Scenario {
  refuseUnknown(`scenario "${claim}"`, spec, known)
  if (claim.trim() === '') throw refusal(claim, 'its claim is empty', 'Say in a sentence what it claims')
  const hosts = hostsOf(claim, spec)
  if (spec.bounds === undefined) throw refusal(claim, 'it has no bounds')
  const steps = parseSteps(claim, stepsOf(claim, spec), hosts)
  const names = spec.names === undefined ? undefined : parseNames(claim, spec.names, hosts)
  refuseUnknownMoves(claim, steps, names ?? {})
  const bounds = parseBounds<string>(spec.bounds, { hosts, steps })
  refuseBackwards(bounds, hosts)
  const { state, quiet = true, network, control, phases } = spec
  if (typeof quiet !== 'boolean')
    throw refusal(claim, `quiet is true or false, got "${shown(quiet)}"`, 'Leave it out to wait')
  if (control !== undefined && typeof control !== 'boolean')
    throw refusal(claim, `control is true or false, got "${shown(control)}"`, 'Leave it out for one in virtual time')
  return {
    id,
    claim,
    hosts,
    steps,
    ...(state === undefined ? {} : { state: parseState(claim, state) }),
    ...(quiet ? {} : { quiet }),
    ...(phases === undefined ? {} : { phases: phasesOf(claim, phases, state) }),
    ...(control === undefined ? {} : { control }),
    ...(network === undefined ? {} : { network: parseNetwork(claim, network, hosts) }),
    ...(names === undefined ? {} : { names }),
    planes: parsePlanes(claim, spec.planes ?? planes, planes),
    ...(spec.clock === undefined ? {} : { clock: parseClock(spec.clock) }),
    ...(spec.startsAt === undefined ? {} : { startsAt: parseStartsAt(claim, spec.startsAt) }),
    bounds,
    limits: limitsOf(claim, spec, hosts),
  }
}

/** In a state that is brought about the fault comes as that begins: no phase would be another. */
function phasesOf(claim: string, phases: PhasesSpec, state: ConnectionState | undefined): Phases {
  if (state === undefined || state === 'idle') return parsePhases(claim, phases)
  throw new HalfopenError(
    'E_PHASES',
    `Cannot use scenario "${claim}": its fault comes as its state begins, whatever the phase, got "${state}"`,
    {
      fix: 'Leave out its state, or its phases',
    },
  )
}

function hostsOf<H extends string>(claim: string, spec: ScenarioSpec<H>): readonly Host[] {
  const leads = leadsOf(spec.names, spec.faults ?? (spec.fault === undefined ? [] : [{ does: spec.fault }]))
  if (isSystem(spec)) {
    const beside = (['client', 'server', 'standby'] as const).find(name => spec[name] !== undefined)
    if (beside !== undefined)
      throw refusal(claim, `it has hosts, and a ${beside} beside them`, `Put it into hosts: { ${beside}: ... }`)
    return parseHosts(claim, spec.hosts, leads)
  }
  for (const field of ['client', 'server'] as const) {
    if (spec[field] === undefined) throw refusal(claim, `it has no ${field}`)
    if (Array.isArray(spec[field]))
      throw refusal(claim, `${field} is one program`, 'For several write hosts: { a: ..., b: ... }')
  }
  if (Array.isArray(spec.standby))
    throw refusal(claim, 'standby is one program', 'For several write hosts: { a: ..., b: ... }')
  for (const field of ['client', 'server', 'standby'] as const)
    if (spec[field] !== undefined) refuseNoProgram(claim, field, spec[field])
  refuseStrangers(claim, spec)
  return pairHosts(spec, leads)
}

function isSystem<H extends string>(spec: ScenarioSpec<H>): spec is SystemSpec<H> {
  return spec.hosts !== undefined
}

function stepsOf<H extends string>(claim: string, spec: ScenarioSpec<H>): readonly StepSpec[] {
  const { fault, faults } = spec
  if (fault !== undefined && faults !== undefined) throw refusal(claim, 'it has a fault and faults', 'Use one of them')
  if (faults !== undefined) return faults
  if (fault !== undefined) return [{ atMs: 0, does: fault }]
  throw refusal(claim, 'it has no fault', 'Write noFault() for a healthy control')
}

function parsePlanes(claim: string, written: Planes, all: Planes): Planes {
  if (!Array.isArray(written))
    throw refusal(claim, `planes is a list, got "${shown(written)}"`, `Write planes: ['${all[0]}']`)
  const stray = written.find(name => !all.includes(name))
  if (written.length > 0 && stray === undefined) return written
  throw new HalfopenError('E_PLANE', `Cannot use scenario "${claim}": no such plane, got "${shown(stray ?? '')}"`, {
    fix: `Use ${all.join(' or ')}.${didYouMean(shown(stray ?? ''), all)}`,
  })
}

type Planes = readonly [PlaneName, ...PlaneName[]]

function refusal(claim: string, cause: string, fix?: string): HalfopenError {
  return new HalfopenError('E_SCENARIO', `Cannot use scenario "${claim}": ${cause}`, fix === undefined ? {} : { fix })
}

const known = [
  ...['client', 'server', 'standby', 'hosts', 'fault', 'faults', 'bounds', 'state', 'quiet', 'network', 'names'],
  ...['planes', 'clock', 'control', 'phases', 'startsAt', 'setupWithin', 'settleFor'],
]
