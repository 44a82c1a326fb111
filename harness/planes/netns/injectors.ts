// What this plane can do: one injector a fault kind. A fault without one is refused, not imitated.
import type { Fault } from '../../model/fault.ts'
import { isShaped } from '../../model/link.ts'
import type { Network } from '../../model/scenario.ts'
import { netemMissing } from '../../netlink/qdisc.ts'
import { injectBy } from '../inject.ts'
import type { Injection, Injectors } from '../plane.ts'
import { blackHole } from './faults/black-hole.ts'
import { conntrackFlush } from './faults/conntrack-flush.ts'
import { cpuStarvation } from './faults/cpu-starvation.ts'
import { frozenPeer } from './faults/frozen-peer.ts'
import { idleFirewall } from './faults/idle-firewall.ts'
import { linkDown } from './faults/link-down.ts'
import { mtuBlackHole } from './faults/mtu-black-hole.ts'
import { none } from './faults/none.ts'
import { powerOff } from './faults/power-off.ts'
import { processKill } from './faults/process-kill.ts'
import { reject } from './faults/reject.ts'
import { slow } from './faults/slow.ts'
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
  takeover,
  reject,
  'link-down': linkDown,
  'mtu-black-hole': mtuBlackHole,
  'conntrack-flush': conntrackFlush,
  'process-kill': processKill,
}

/** What not every kernel has, by the kind of fault that needs it. Asked in the box: outside, nobody may ask a kernel for it. */
const needs: { readonly [K in Kind]?: () => string | undefined } = { slow: netemMissing }

/** What this kernel lacks for a kind of fault; undefined where nothing. */
export function lacking(kind: Fault['kind'], network?: Network): string | undefined {
  const able: { readonly [K in Fault['kind']]?: () => string | undefined } = needs
  const shaped = Object.values(network?.links ?? {}).some(isShaped)
  const reason = able[kind]?.() ?? (shaped ? netemMissing() : undefined)
  return reason && `${reason}; run it with --clock virtual`
}

/** Puts a fault into force. Rejects with E_CANNOT_INJECT where there is no injector for its kind. */
export async function inject(testbed: PacketTestbed, fault: Fault, signal: AbortSignal): Promise<Injection> {
  return await injectBy({ injectors, missing }, testbed, fault, signal)
}
