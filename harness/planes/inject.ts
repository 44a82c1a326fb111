// Puts a fault into force by the injector that a plane has for its kind. A fault without one is refused, not imitated.
import { HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import type { Injection, Injectors, Testbed } from './plane.ts'

/** Rejects with E_CANNOT_INJECT, and with what `missing` says, where there is no injector. */
export async function injectBy<B extends Testbed, K extends Fault['kind']>(
  { injectors, missing }: Able<B>,
  testbed: B,
  fault: Fault<K>,
  signal: AbortSignal,
): Promise<Injection> {
  const kind: K = fault.kind
  const injector = injectors[kind]
  if (!injector) throw new HalfopenError('E_CANNOT_INJECT', `Cannot inject ${kind}: ${missing(kind)}`)
  return await injector(testbed, fault, signal)
}

/** What a plane can do, and what it says of a kind that it cannot. */
export interface Able<B extends Testbed> {
  readonly injectors: Injectors<B>
  readonly missing: (kind: string) => string | undefined
}
