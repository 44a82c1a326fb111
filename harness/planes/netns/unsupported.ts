// What this plane cannot show, and why: what it has no injector for, what there is no host or no way for, and what it has to bring about itself.
import { hostsOf, whereOf } from '../../faults/all.ts'
import type { Bound } from '../../model/bound.ts'
import type { Fault } from '../../model/fault.ts'
import { isClient, pathsOf } from '../../model/host.ts'
import { isShaped } from '../../model/link.ts'
import { appOf, kernelOf } from '../../model/observer.ts'
import { isFault } from '../../model/step.ts'
import type { HostName } from '../../model/units.ts'
import { called } from '../host-words.ts'
import type { Claimed } from '../plane.ts'
import { missing } from './kinds.ts'
import { beyondDatagrams } from './over-udp.ts'
import { areNeighbours } from './segments.ts'
import { shapedTwice } from './shapes.ts'

/** The reason, or undefined where the claim can be shown. */
export function unsupported(claim: Claimed): string | undefined {
  const { hosts, steps, state, network, bounds } = claim
  const reasons = steps.map(({ does }) => {
    if (isFault(does))
      return (
        missing(does.kind) ??
        withoutHost(does.kind, hostsOf(does), hosts) ??
        unreachable(does, hosts) ??
        subSecond(does) ??
        unmapped(does, network) ??
        unjudged(does, network) ??
        doubled(does, network)
      )
    return does.kind === 'run' ? withoutHost(does.kind, [does.on], hosts) : undefined
  })
  return (
    reasons.find(reason => reason !== undefined) ??
    shapedTwice(steps) ??
    beyondDatagrams(claim) ??
    taken(state, hosts, bounds ?? [])
  )
}

function withoutHost(kind: string, names: readonly HostName[], hosts: Claimed['hosts']): string | undefined {
  const stranger = names.find(name => !hosts.some(host => host.name === name))
  if (stranger === undefined) return undefined
  return `${kind} needs ${called(stranger) === stranger ? `a host called ${stranger}` : `a ${stranger}`}, and there is none`
}

/** An address can move along a segment only, and what passes between two hosts of one never meets the router. */
function unreachable(fault: Fault, hosts: Claimed['hosts']): string | undefined {
  if (fault.kind === 'takeover' && (fault.host === fault.by || !areNeighbours(hosts, fault.host, fault.by)))
    return `takeover needs two hosts on one segment, and ${called(fault.by)} is not on that of ${called(fault.host)}: let it stand in for it`
  const { between } = whereOf(fault)
  if (!between) return undefined
  const [a, b] = between
  const named = pathsOf(hosts).some(({ from, to }) => (from === a && to === b) || (from === b && to === a))
  if (named || !areNeighbours(hosts, a, b)) return undefined
  return `what passes between ${called(a)} and ${called(b)} does not pass the router: they share a segment`
}

/** The kernel puts no netem behind one that sends twice: check_netem_in_tree in sch_netem.c. */
function doubled({ kind }: Fault, network: Claimed['network']): string | undefined {
  const twice = Object.values(network?.links ?? {}).some(({ duplicatePercent = 0 }) => duplicatePercent > 0)
  if (kind === 'duplicate' && Object.values(network?.links ?? {}).some(isShaped))
    return 'packets cannot be sent twice where a link has a delay, a loss or a rate of its own'
  if (kind !== 'slow' && kind !== 'reorder') return undefined
  return twice ? 'a way cannot be slowed where a link duplicates packets' : undefined
}

function unmapped(fault: Fault, network: Claimed['network']): string | undefined {
  const remaps = fault.kind === 'conntrack-flush' && fault.onNextPacket === 'remap'
  return remaps && !network?.nat ? 'there are mappings to forget behind NAT alone: set network.nat' : undefined
}

/** One that is picked up in its middle is judged liberally: tcp_new in nf_conntrack_proto_tcp.c. */
function unjudged(fault: Fault, network: Claimed['network']): string | undefined {
  if (fault.kind !== 'replay' || fault.outOfWindow === undefined || network?.nat) return undefined
  return 'conntrack judges the windows of connections alone whose beginning it has seen: set network.nat'
}

function subSecond(fault: Fault): string | undefined {
  const { idleMs = 0 } = fault.kind === 'idle-firewall' ? fault : {}
  return idleMs % 1_000 === 0 ? undefined : `conntrack counts whole seconds, and ${idleMs} ms are none`
}

/** To see a client connect, its connection is taken from it: what the programs say of that is no word about the fault. */
function taken(state: Claimed['state'], hosts: Claimed['hosts'], bounds: readonly Bound[]): string | undefined {
  const client = hosts.find(isClient)
  if ((state !== 'connecting' && state !== 'syn-received') || !client) return undefined
  const concerned = [client.name, ...client.connectsTo].map(appOf)
  if (!bounds.some(({ by }) => concerned.includes(by))) return undefined
  return `the state \`${state}\` is brought about by taking the connection away, which the programs report as a loss: ask ${kernelOf(client.name)}`
}
