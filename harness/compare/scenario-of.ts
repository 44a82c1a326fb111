// A measurement as a scenario: the same claim for all, that the client notices, or that it does not while its peer lives. Pure.
import { pairHosts } from '../define/hosts.ts'
import { hostsOf, idleLimitOf, inForceWithinMs, peerLives } from '../faults/all.ts'
import { formatFaultSpec } from '../faults/spelling.ts'
import type { Bound } from '../model/bound.ts'
import type { Ask } from '../model/campaign.ts'
import { formatSettings } from '../model/format-settings.ts'
import { sysctlsOf } from '../model/kernel-settings.ts'
import type { Network, Scenario } from '../model/scenario.ts'
import { predict } from '../predict/predict.ts'
import { periodOf, type Step, soakOf } from './plan.ts'
import type { Programs } from './programs.ts'

/** The scenario of a step. A standby is there where somebody is to take over. */
export function scenarioOf(step: Step, ask: Pick<Ask, 'watchMs' | 'soakMs' | 'rttMs'>, programs: Programs): Scenario {
  const { settings, spec, phase, offsetMs } = step
  const { fault, state } = spec
  const { client, server, speaks, network, startsAt } = programs(step)
  const sysctls = { ...network?.sysctls?.client, ...sysctlsOf(settings) }
  return {
    id: `compare/${formatSettings(settings)}/${formatFaultSpec(spec)}/${phase}`.replaceAll(/[^\w./-]+/g, '_'),
    claim: peerLives(fault) ? 'the client keeps its living peer' : 'the client notices that its peer is lost',
    hosts: pairHosts({ client, server, standby: hostsOf(fault).includes('standby') ? server : undefined }),
    steps: [{ id: 0, atMs: 0, does: fault }],
    ...(state === undefined ? {} : { state }),
    network: { ...network, sysctls: { ...network?.sysctls, client: sysctls }, ...linkOf(ask, network) },
    ...(startsAt === undefined ? {} : { startsAt }),
    planes: ['netns'],
    bounds: [boundOf(step, ask, speaks)],
    limits: { setupMs: setupMs + (state === undefined ? 0 : periodOf(settings)), settleMs: offsetMs },
  }
}

/** Half of the round trip lies on the client's own link each way. */
function linkOf({ rttMs }: Pick<Ask, 'rttMs'>, network: Network | undefined): Pick<Network, 'links'> {
  if (rttMs === undefined) return {}
  return { links: { ...network?.links, client: { ...network?.links?.client, delayMs: rttMs / 2 } } }
}

/** Opening the network, starting the programs; a state is waited for by the client's own period longer. */
const setupMs = 20_000

/**
 * A client that says nothing has its kernel for a witness; and where it is connecting, which is brought about by taking a connection away:
 * what the program says of that is no word about the fault.
 */
function boundOf(step: Step, ask: Pick<Ask, 'watchMs' | 'soakMs'>, speaks: boolean): Bound {
  const { state } = step.spec
  const by = state === 'connecting' || state === 'syn-received' || !speaks ? 'client-kernel' : 'client-app'
  const { fault } = step.spec
  if (peerLives(fault)) return { expect: 'silence', by, since: 0, forMs: soakOf(step, ask) }
  const withinMs = keptAlive(step) ? Math.min(ask.watchMs, inForceWithinMs(fault)) : ask.watchMs
  return { expect: 'detection', by, since: 0, withinMs }
}

/** Behind a firewall that never forgets it, a connection shows nothing new however long it is watched: it has been for twice the limit. */
function keptAlive({ settings, spec: { fault, state } }: Step): boolean {
  return idleLimitOf(fault) !== undefined && predict({ settings, fault, state }).mechanism === 'survived'
}
