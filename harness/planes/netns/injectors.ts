// What this plane can do: one injector a fault kind. A fault without one is refused, not imitated.
import type { Fault } from '../../model/fault.ts'
import { injectBy } from '../inject.ts'
import type { Injection, Injectors } from '../plane.ts'
import type { Bed } from './bed.ts'
import { blackHole } from './faults/black-hole.ts'
import { conntrackFlush } from './faults/conntrack-flush.ts'
import { frozenPeer } from './faults/frozen-peer.ts'
import { idleFirewall } from './faults/idle-firewall.ts'
import { linkDown } from './faults/link-down.ts'
import { mtuBlackHole } from './faults/mtu-black-hole.ts'
import { none } from './faults/none.ts'
import { powerOff } from './faults/power-off.ts'
import { processKill } from './faults/process-kill.ts'
import { reject } from './faults/reject.ts'
import { takeover } from './faults/takeover.ts'
import { type Kind, missing } from './kinds.ts'

const injectors: Required<Pick<Injectors<Bed>, Kind>> = {
  none,
  'power-off': powerOff,
  'black-hole': blackHole,
  'idle-firewall': idleFirewall,
  'frozen-peer': frozenPeer,
  takeover,
  reject,
  'link-down': linkDown,
  'mtu-black-hole': mtuBlackHole,
  'conntrack-flush': conntrackFlush,
  'process-kill': processKill,
}

/** Puts a fault into force. Rejects with E_CANNOT_INJECT where there is no injector for its kind. */
export async function inject(bed: Bed, fault: Fault, signal: AbortSignal): Promise<Injection> {
  return await injectBy({ injectors, missing }, bed, fault, signal)
}
