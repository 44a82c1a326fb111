// What this plane cannot show, and why: what it has no injector for, what there is no host for, and what it has to bring about itself.
import { hostsOf } from '../../faults/all.ts'
import type { Bound } from '../../model/bound.ts'
import type { Fault } from '../../model/fault.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Plane } from '../plane.ts'
import { missing } from './kinds.ts'

/** The reason, or undefined where the claim can be shown. */
export function unsupported({
  fault,
  standby,
  state,
  bounds,
}: Parameters<Plane['unsupported']>[0]): string | undefined {
  return missing(fault.kind) ?? withoutStandby(fault, standby) ?? subSecond(fault) ?? taken(state, bounds ?? [])
}

function withoutStandby(fault: Fault, standby: Scenario['standby']): string | undefined {
  return hostsOf(fault).includes('standby') && standby === undefined
    ? `${fault.kind} needs a standby, and there is none`
    : undefined
}

function subSecond(fault: Fault): string | undefined {
  const { idleMs = 0 } = fault.kind === 'idle-firewall' ? fault : {}
  return idleMs % 1_000 === 0 ? undefined : `conntrack counts whole seconds, and ${idleMs} ms are none`
}

/** To see a client connecting, its connection is taken from it: what the programs say of that is no word about the fault. */
function taken(state: Scenario['state'], bounds: readonly Bound[]): string | undefined {
  if (state !== 'connecting' || !bounds.some(({ from }) => from.endsWith('-app'))) return undefined
  return 'the state `connecting` is brought about by taking the connection away, which the programs report as a loss: ask client-kernel'
}
