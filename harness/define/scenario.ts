// A scenario as its author writes it, checked at the door and turned into data.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Subject } from '../model/subject.ts'
import type { PlaneName } from '../model/units.ts'
import { type BoundSpec, parseBounds } from './bounds.ts'
import type { Program } from './command.ts'
import { type Duration, parseMs } from './duration.ts'
import { checkFault } from './fault-check.ts'
import { refuseUnknown } from './unknown.ts'

/** What a scenario needs, and what it may choose. */
export interface ScenarioSpec {
  client: Program
  server: Program
  fault: Fault
  bounds: BoundSpec | readonly BoundSpec[]
  /** Defaults to all planes; each guards what it cannot show. */
  planes?: readonly [PlaneName, ...PlaneName[]]
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
  return {
    id,
    claim,
    fault: checkFault(spec.fault),
    client: cast(spec.client, 'client'),
    server: cast(spec.server, 'server'),
    planes: parsePlanes(claim, spec.planes ?? planes, planes),
    bounds: parseBounds(spec.bounds),
    limits: { setupMs: parseMs(spec.setupWithin ?? '20s'), settleMs: parseMs(spec.settleFor ?? 0) },
  }
}

/** Gives a program its role. */
export function cast(program: Program, role: Subject['role']): Subject {
  return { ...program, role }
}

function parsePlanes(claim: string, written: Planes, all: Planes): Planes {
  const stray = written.find(name => !all.includes(name))
  if (written.length > 0 && stray === undefined) return written
  throw new HalfopenError('E_PLANE', `Cannot use scenario "${claim}": no such plane, got "${stray ?? ''}"`, {
    fix: `Use ${all.join(' or ')}.${didYouMean(stray ?? '', all)}`,
  })
}

type Planes = readonly [PlaneName, ...PlaneName[]]

const known = ['client', 'server', 'fault', 'bounds', 'planes', 'setupWithin', 'settleFor']
