// A measurement as a scenario: the same claim for all, that the client notices, or that it does not while its peer lives. Pure.
import { cast } from '../define/scenario.ts'
import type { Bound } from '../model/bound.ts'
import { formatFaultSpec } from '../model/fault-spec.ts'
import { formatSettings } from '../model/format-settings.ts'
import { sysctlsOf } from '../model/kernel-settings.ts'
import type { Scenario } from '../model/scenario.ts'
import { predict } from '../predict/predict.ts'
import { ownMs } from '../runtime/limits.ts'
import { type Ask, peerLives, periodOf, type Step, soakOf } from './plan.ts'
import type { Programs } from './programs.ts'

/** The scenario of a step. A standby is there where somebody is to take over. */
export function scenarioOf(step: Step, ask: Pick<Ask, 'watchMs' | 'soakMs'>, programs: Programs): Scenario {
  const { settings, spec, phase, offsetMs } = step
  const { fault, state } = spec
  const { client, server, speaks, network } = programs(step)
  const sysctls = { ...network?.sysctls?.client, ...sysctlsOf(settings) }
  return {
    id: `compare/${formatSettings(settings)}/${formatFaultSpec(spec)}/${phase}`.replaceAll(/[^\w./-]+/g, '_'),
    claim: peerLives(spec) ? 'the client keeps its living peer' : 'the client notices that its peer is lost',
    fault,
    client: cast(client, 'client'),
    server: cast(server, 'server'),
    ...(fault.kind === 'takeover' ? { standby: cast(server, 'standby') } : {}),
    ...(state === undefined ? {} : { state }),
    network: { ...network, sysctls: { ...network?.sysctls, client: sysctls } },
    planes: ['netns'],
    bounds: [boundOf(step, ask, speaks)],
    limits: { setupMs: setupMs + (state === undefined ? 0 : periodOf(settings)), settleMs: offsetMs },
  }
}

/** Opening the network, starting the programs; a state is waited for by the client's own period longer. */
const setupMs = 20_000

/**
 * A client that says nothing has its kernel for a witness; and where it is connecting, which is brought about by taking a connection away:
 * what the program says of that is no word about the fault.
 */
function boundOf(step: Step, ask: Pick<Ask, 'watchMs' | 'soakMs'>, speaks: boolean): Bound {
  const from = step.spec.state === 'connecting' || !speaks ? 'client-kernel' : 'client-app'
  if (peerLives(step.spec)) return { expect: 'silence', from, forMs: soakOf(step, ask) }
  const withinMs = keptAlive(step) ? Math.min(ask.watchMs, 2 * ownMs(step.spec.fault)) : ask.watchMs
  return { expect: 'detection', from, withinMs }
}

/** Behind a firewall that never forgets it, a connection shows nothing new however long it is watched: it has been for twice the limit. */
function keptAlive({ settings, spec: { fault, state } }: Step): boolean {
  return fault.kind === 'idle-firewall' && predict({ settings, fault, state }).mechanism === 'survived'
}
