// What this plane can do: one injector a fault kind. A fault without one is refused, not imitated.
import { isNarrow } from '../../faults/where.ts'
import type { Fault } from '../../model/fault.ts'
import { isShaped } from '../../model/link.ts'
import type { Network } from '../../model/scenario.ts'
import { prioMissing } from '../../netlink/prio.ts'
import { netemMissing } from '../../netlink/qdisc.ts'
import { competitionMissing } from '../competitor.ts'
import { injectBy } from '../inject.ts'
import type { Injection, Injectors } from '../plane.ts'
import { blackHole } from './faults/black-hole.ts'
import { conntrackFlush } from './faults/conntrack-flush.ts'
import { cpuCompetition } from './faults/cpu-competition.ts'
import { cpuStarvation } from './faults/cpu-starvation.ts'
import { duplicate, reorder } from './faults/disturbed.ts'
import { dnsBlackHole } from './faults/dns-black-hole.ts'
import { failDns } from './faults/fail-dns.ts'
import { frozenPeer } from './faults/frozen-peer.ts'
import { idleFirewall } from './faults/idle-firewall.ts'
import { linkDown } from './faults/link-down.ts'
import { mtuBlackHole } from './faults/mtu-black-hole.ts'
import { nameMove } from './faults/name-move.ts'
import { none } from './faults/none.ts'
import { powerOff } from './faults/power-off.ts'
import { processKill } from './faults/process-kill.ts'
import { reject } from './faults/reject.ts'
import { replay } from './faults/replay.ts'
import { reset } from './faults/reset.ts'
import { slow } from './faults/slow.ts'
import { slowDns } from './faults/slow-dns.ts'
import { suspend } from './faults/suspend.ts'
import { takeover } from './faults/takeover.ts'
import { type Kind, missing } from './kinds.ts'
import type { PacketTestbed } from './packet-testbed.ts'

const injectors: Required<Pick<Injectors<PacketTestbed>, Kind>> = {
  none,
  'power-off': powerOff,
  'black-hole': blackHole,
  'idle-firewall': idleFirewall,
  slow,
  'frozen-peer': frozenPeer,
  'cpu-starvation': cpuStarvation,
  'cpu-competition': cpuCompetition,
  takeover,
  reject,
  'link-down': linkDown,
  'mtu-black-hole': mtuBlackHole,
  'conntrack-flush': conntrackFlush,
  'process-kill': processKill,
  suspend,
  'connection-reset': reset,
  'name-move': nameMove,
  'dns-black-hole': dnsBlackHole,
  'slow-dns': slowDns,
  'fail-dns': failDns,
  duplicate,
  reorder,
  replay,
}

/** What this machine lacks for a fault, or for the links; undefined where nothing. Asked in the box: outside, nobody may ask a kernel for it. */
export function lacking(fault: Fault, network?: Network): string | undefined {
  if (fault.kind === 'cpu-competition') return competitionMissing()
  const shaped = Object.values(network?.links ?? {}).some(isShaped)
  const disturbs = fault.kind === 'duplicate' || fault.kind === 'reorder'
  if (fault.kind !== 'slow' && !disturbs && !shaped) return undefined
  const narrow = disturbs || (fault.kind === 'slow' && isNarrow(fault))
  const reason = netemMissing() ?? (narrow ? prioMissing() : undefined)
  return reason && `${reason}; run it with --clock virtual`
}

/** Puts a fault into force. Rejects with E_CANNOT_INJECT where there is no injector for its kind. */
export async function inject(testbed: PacketTestbed, fault: Fault, signal: AbortSignal): Promise<Injection> {
  return await injectBy({ injectors, missing }, testbed, fault, signal)
}
