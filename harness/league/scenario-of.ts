// A measurement as a scenario: that the client notices; and once it has, or has not, that it comes back. Pure.
import { parseMs } from '../define/duration.ts'
import { pairHosts } from '../define/hosts.ts'
import { hostsOf } from '../faults/all.ts'
import { formatFaultSpec } from '../faults/spelling.ts'
import type { Bound } from '../model/bound.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Step } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import type { LeagueStep } from './plan.ts'

/** How long a client may take to come back. */
export const backWithinMs = 600_000

/** That it notices. */
export function detectionOf(step: LeagueStep): Scenario {
  const withinMs = watchOf(step)
  return scenario(step, 'its loss is noticed', [], { expect: 'detection', by, since: 0, withinMs })
}

/** That it is told of none where nothing happens. */
export function controlOf(step: LeagueStep): Scenario {
  const forMs = watchOf(step)
  return scenario(step, 'no loss is noticed', [], { expect: 'silence', by, since: 0, forMs })
}

/** That it comes back, `afterMs` after the fault: by then it is healed, or need not be. */
export function returnOf(step: LeagueStep, afterMs: Ms): Scenario {
  const healed = step.cell.returns === 'healed'
  const healing: readonly Step[] = healed ? [{ id: 1, atMs: afterMs, does: { kind: 'heal', step: 0 } }] : []
  return scenario(step, 'it comes back', healing, { expect: 'recovery', by, since: 0, withinMs: backWithinMs })
}

/** For less where its server lives on and is never quiet, or it is not while it is idle. */
function watchOf({
  cell: { watch = '3h', lives, asks },
  kind: { busyServer = watch, busyIdle = watch },
}: LeagueStep): Ms {
  const living = lives && busyServer !== 'unmeasured' ? busyServer : watch
  const idle = asks ? watch : busyIdle
  return Math.min(...[watch, living, idle].map(parseMs))
}

const by = 'client-app'
const setupMs = 120_000

function scenario(
  { kind, set, variant, cell, phase, offsetMs }: LeagueStep,
  claim: string,
  more: readonly Step[],
  bound: Bound,
): Scenario {
  const { asks = false, fault, state } = cell
  const server = kind.server()
  return {
    id: `league/${kind.id}/${variant}/${formatFaultSpec(cell)}/${phase}`.replaceAll(/[^\w./-]+/g, '_'),
    claim,
    hosts: pairHosts({
      client: kind.client({ asks, set }),
      server,
      standby: hostsOf(fault).includes('standby') ? server : undefined,
    }),
    steps: [{ id: 0, atMs: 0, does: fault }, ...more],
    ...(state === undefined ? {} : { state }),
    planes: ['netns'],
    bounds: [bound],
    limits: { setupMs, settleMs: offsetMs },
  }
}
