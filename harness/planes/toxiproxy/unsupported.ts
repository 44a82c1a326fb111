// What this plane cannot show, and why: Toxiproxy's own kernel acknowledges data and answers keepalive probes, whatever it does with bytes.
import type { Bound } from '../../model/bound.ts'
import type { Fault } from '../../model/fault.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import type { Ms, Role } from '../../model/units.ts'
import type { Plane } from '../plane.ts'
import { missing } from './injectors.ts'

/** The reason, or undefined where the claim can be shown. */
export function unsupported(claim: Claim): string | undefined {
  const { fault, client, server } = claim
  const bounds: readonly Bound[] = claim.bounds ?? []
  const lacking = missing(fault.kind) ?? beyondBytes(claim)
  if (lacking) return lacking
  const settings = { client: client.settings, server: server.settings }
  const witnesses = bounds.length > 0 ? bounds.map(witness) : (['client'] as const)
  const reasons = [
    ...bounds.map(kernelVantage),
    ...witnesses.map(host => deafDetector(fault, settings[host])),
    ...bounds.map(bound => kernelCode(bound, settings[witness(bound)])),
    unseenProbes(fault, [client.settings, server.settings]),
  ]
  return reasons.find(reason => reason !== undefined)
}

type Claim = Parameters<Plane['unsupported']>[0] & Partial<Pick<Scenario, 'state' | 'network' | 'standby'>>

/** What takes packets, addresses or a kernel of one's own. */
function beyondBytes({ fault, state, network, standby }: Claim): string | undefined {
  if (standby || ('host' in fault && fault.host === 'standby'))
    return 'a standby takes an address over, and here there are no addresses to take, only ports of one machine'
  if (state !== undefined)
    return `Toxiproxy ends the connection itself, so "${state}" would be its state and not the peer's`
  if (network)
    return "the programs use this machine's own network, whose family and settings are not the scenario's to choose"
  if (fault.kind === 'slow' && fault.lossPercent !== undefined)
    return 'Toxiproxy carries bytes and no packets, so there is nothing that it could lose'
  if (fault.kind === 'cpu-starvation' && process.platform !== 'linux')
    return `how much CPU a program uses is read from /proc, which ${process.platform} has not`
  if (fault.kind !== 'power-off') return undefined
  if (fault.backAfterMs !== undefined)
    return 'a host that comes back answers with RST for connections it no longer knows, and Toxiproxy has no such host'
  if (fault.neighbours === 'unreachable') return 'ICMP never comes from Toxiproxy, which ends each connection itself'
  return undefined
}

/** Whose detector a bound speaks of. */
function witness({ from }: Bound): Role {
  return from.startsWith('server') ? 'server' : 'client'
}

function kernelVantage({ from }: Bound): string | undefined {
  if (from !== 'client-kernel' && from !== 'server-kernel') return undefined
  return `the programs' kernels talk to Toxiproxy and not to each other: what ${from} sees is not the fault`
}

/** A loss that the kernel would notice first, or alone, never comes here. */
function deafDetector(fault: Fault, settings: Settings): string | undefined {
  if (fault.kind === 'process-kill' || fault.kind === 'none') return undefined
  const [name, kernelMs] = kernelDetector(settings)
  if (name === undefined) return undefined
  const applicationMs = applicationDetector(settings)
  const why = `Toxiproxy's own kernel answers ${name === 'SO_KEEPALIVE' ? 'keepalive probes' : 'for the peer'}`
  if (applicationMs === undefined) return `${why}, so ${name} never fires here`
  if (answersOn.has(fault.kind) || kernelMs >= applicationMs) return undefined
  return `${why}, so ${name} never fires here, and it would be faster than the program's own detector`
}

/** The peer's own kernel answers too, so that its kernel's detectors would not fire anywhere. */
const answersOn: ReadonlySet<Fault['kind']> = new Set(['frozen-peer', 'cpu-starvation'])

function kernelDetector({
  keepalive,
  userTimeoutMs,
}: Settings): readonly [string, Ms] | readonly [undefined, undefined] {
  if (userTimeoutMs !== undefined) return ['TCP_USER_TIMEOUT', userTimeoutMs]
  if (keepalive) return ['SO_KEEPALIVE', keepalive.idleMs + keepalive.intervalMs * keepalive.count]
  return [undefined, undefined]
}

/** The longest that the program's own detectors can take. */
function applicationDetector({ heartbeat, readDeadlineMs }: Settings): Ms | undefined {
  const beat = heartbeat?.deadlineMs === undefined ? [] : [heartbeat.everyMs + heartbeat.deadlineMs]
  const all = [...beat, ...(readDeadlineMs === undefined ? [] : [readDeadlineMs])]
  return all.length > 0 ? Math.min(...all) : undefined
}

const kernelCodes = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']

function kernelCode(bound: Bound, settings: Settings): string | undefined {
  const code = bound.expect === 'detection' ? bound.code : undefined
  if (code === undefined || !kernelCodes.includes(code) || applicationDetector(settings) !== undefined) return undefined
  return `${code} comes from a kernel that gets no answer, and Toxiproxy's own kernel always answers`
}

/** Probes are packets, but they pass no byte: a real firewall would be kept awake by them, the tap's is not. */
function unseenProbes(fault: Fault, both: readonly Settings[]): string | undefined {
  if (fault.kind !== 'idle-firewall') return undefined
  const awake = both.some(({ heartbeat }) => heartbeat && heartbeat.everyMs < fault.idleMs)
  const probing = both.some(({ keepalive }) => keepalive && keepalive.idleMs < fault.idleMs)
  return probing && !awake ? 'keepalive probes end at Toxiproxy, so they cannot keep a firewall awake here' : undefined
}
