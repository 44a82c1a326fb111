// What this plane can do: one injector a fault kind. A fault without one is refused, not imitated.
import { HalfopenError } from '../../kit/errors.ts'
import type { Fault } from '../../model/fault.ts'
import type { Injection, Injectors } from '../plane.ts'
import type { Bed } from './bed.ts'

/** Loaded when it is used: this list is asked on systems where what the injectors stand on cannot be loaded. */
const injectors: Injectors<Bed> = {
  none: async (...given) => (await import('./faults/none.ts')).none(given[0], given[1]),
  'power-off': async (...given) => (await import('./faults/power-off.ts')).powerOff(...given),
  'black-hole': async (...given) => (await import('./faults/black-hole.ts')).blackHole(given[0], given[1]),
  'frozen-peer': async (...given) => (await import('./faults/frozen-peer.ts')).frozenPeer(...given),
  'process-kill': async (...given) => (await import('./faults/process-kill.ts')).processKill(...given),
}

/** Puts a fault into force. Rejects with E_CANNOT_INJECT where there is no injector for its kind. */
export async function inject<K extends Fault['kind']>(
  bed: Bed,
  fault: Fault<K>,
  signal: AbortSignal,
): Promise<Injection> {
  const kind: K = fault.kind
  const injector = injectors[kind]
  if (!injector) throw new HalfopenError('E_CANNOT_INJECT', `Cannot inject ${kind}: ${missing(kind)}`)
  return await injector(bed, fault, signal)
}

/** Why a kind of fault cannot be injected; undefined where it can. */
export function missing(kind: string): string | undefined {
  return Object.hasOwn(injectors, kind) ? undefined : `netns has no injector for ${kind}`
}
