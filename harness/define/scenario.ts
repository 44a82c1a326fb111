// A scenario as its author writes it, checked at the door and turned into data.

import { hostsOf } from '../faults/all.ts'
import { checkFault } from '../faults/check.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { FaultOn } from '../model/fault.ts'
import type { Network, Scenario } from '../model/scenario.ts'
import type { Subject } from '../model/subject.ts'
import type { ClockName, Host, PlaneName } from '../model/units.ts'
import { type BoundSpec, parseBounds } from './bounds.ts'
import { parseClock } from './clock.ts'
import type { Program } from './command.ts'
import { type Duration, parseMs } from './duration.ts'
import { parseNetwork } from './network.ts'
import { parseState } from './state.ts'
import { refuseUnknown } from './unknown.ts'

/** What a scenario needs, and what it may choose. */
export interface ScenarioSpec {
  client: Program
  server: Program
  /** A second server, which takes over: `takeover()` needs one. */
  standby?: Program
  fault: FaultOn<Host>
  bounds: BoundSpec | readonly BoundSpec[]
  /** What the connection under test is doing when the fault comes; left to the programs where absent. */
  state?: ConnectionState
  /** How the hosts are joined, and what their kernels are set to. */
  network?: Network
  /** Defaults to all planes; each guards what it cannot show. */
  planes?: readonly [PlaneName, ...PlaneName[]]
  /** `virtual` or `real` for a claim that only one clock can show, `both` for a claim about both; left to the machine where absent. */
  clock?: ClockName | 'both'
  /** Opening the plane, starting both programs and seeing healthy traffic: 20 s. */
  setupWithin?: Duration
  /** Healthy traffic goes on this long before the fault: 0. */
  settleFor?: Duration
}

/** The scenario as data. Throws a HalfopenError that names the field and the fix. */
export function parseScenario(id: string, claim: string, spec: ScenarioSpec, planes: Planes): Scenario {
  refuseUnknown(`scenario "${claim}"`, spec, known)
  for (const field of ['client', 'server', 'fault', 'bounds'] as const) {
    if (spec[field] === undefined)
      throw new HalfopenError('E_SCENARIO', `Cannot use scenario "${claim}": it has no ${field}`)
  }
  const { standby, state, network } = spec
  const bounds = parseBounds(spec.bounds)
  const fault = checkFault(spec.fault)
  if (!standby) refuseAbsent(claim, { fault, bounds, network })
  return {
    id,
    claim,
    fault,
    client: cast(spec.client, 'client'),
    server: cast(spec.server, 'server'),
    ...(standby ? { standby: cast(standby, 'standby') } : {}),
    ...(state === undefined ? {} : { state: parseState(claim, state) }),
    ...(network === undefined ? {} : { network: parseNetwork(claim, network) }),
    planes: parsePlanes(claim, spec.planes ?? planes, planes),
    ...(spec.clock === undefined ? {} : { clock: parseClock(spec.clock) }),
    bounds,
    limits: { setupMs: parseMs(spec.setupWithin ?? '20s'), settleMs: parseMs(spec.settleFor ?? 0) },
  }
}

/** Gives a program its role. */
export function cast(program: Program, role: Subject['role']): Subject {
  return { ...program, role }
}

/** Nothing may be asked of a standby that is not there. */
function refuseAbsent(claim: string, { fault, bounds, network }: Pick<Scenario, 'fault' | 'bounds'> & Asked): void {
  const asked =
    hostsOf(fault).includes('standby') ||
    bounds.some(({ from }) => from === 'standby-app') ||
    network?.sysctls?.standby !== undefined
  if (asked)
    throw new HalfopenError(
      'E_SCENARIO',
      `Cannot use scenario "${claim}": it has no standby, and asks something of it`,
      {
        fix: 'Add standby: a second server of the same kind',
      },
    )
}

interface Asked {
  network: Network | undefined
}

function parsePlanes(claim: string, written: Planes, all: Planes): Planes {
  const stray = written.find(name => !all.includes(name))
  if (written.length > 0 && stray === undefined) return written
  throw new HalfopenError('E_PLANE', `Cannot use scenario "${claim}": no such plane, got "${stray ?? ''}"`, {
    fix: `Use ${all.join(' or ')}.${didYouMean(stray ?? '', all)}`,
  })
}

type Planes = readonly [PlaneName, ...PlaneName[]]

const known = [
  'client',
  'server',
  'standby',
  'fault',
  'bounds',
  'state',
  'network',
  'planes',
  'clock',
  'setupWithin',
  'settleFor',
]
