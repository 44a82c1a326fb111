// What this plane can do: one injector a fault kind. A fault without one is refused, not imitated.
import type { Fault } from '../../model/fault.ts'
import { injectBy } from '../inject.ts'
import type { Injection, Injectors } from '../plane.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import { blackHole } from './faults/black-hole.ts'
import { cpuCompetition } from './faults/cpu-competition.ts'
import { cpuStarvation } from './faults/cpu-starvation.ts'
import { frozenPeer } from './faults/frozen-peer.ts'
import { idleFirewall } from './faults/idle-firewall.ts'
import { none } from './faults/none.ts'
import { powerOff } from './faults/power-off.ts'
import { processKill } from './faults/process-kill.ts'
import { slow } from './faults/slow.ts'

const injectors: Injectors<ByteTestbed> = {
  none,
  'power-off': powerOff,
  'black-hole': blackHole,
  'idle-firewall': idleFirewall,
  slow,
  'frozen-peer': frozenPeer,
  'cpu-starvation': cpuStarvation,
  'cpu-competition': cpuCompetition,
  'process-kill': processKill,
}

/** Puts a fault into force. Rejects with E_CANNOT_INJECT where there is no injector for its kind. */
export async function inject(testbed: ByteTestbed, fault: Fault, signal: AbortSignal): Promise<Injection> {
  return await injectBy({ injectors, missing }, testbed, fault, signal)
}

/** Why a kind of fault cannot be injected; undefined where it can. */
export function missing(kind: string): string | undefined {
  return Object.hasOwn(injectors, kind) ? undefined : `toxiproxy has no injector for ${kind}`
}
