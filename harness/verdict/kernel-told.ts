// What a client's own kernel told of connections that the fault found: what was foretold of it is held against that first. Pure.
import { isLoss } from '../model/observation.ts'
import { hostOf, kernelOf } from '../model/observer.ts'
import type { StepRecord } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import type { Seen } from './outcome.ts'

/** In the order in which it told; none where it told of none, or has no witness. */
export function kernelTold(by: Observer, step: StepRecord, { observations }: Seen): readonly KernelTold[] {
  const host = hostOf(by)
  if (host === undefined) return []
  const stood = new Set((step.found ?? []).flatMap(({ from, connection }) => (from === host ? (connection ?? []) : [])))
  return observations
    .filter(({ by: from, connection }) => from === kernelOf(host) && stood.has(connection ?? Number.NaN))
    .filter(seen => isLoss(seen) && seen.atMs > step.byMs)
    .map(({ kind, atMs }) => ({ gaveUp: kind === 'lost', afterMs: atMs - step.byMs }))
}

/** `gaveUp`: by its own timer, and not because its peer, or somebody on the way, told it. */
export interface KernelTold {
  readonly gaveUp: boolean
  /** Counted from the fault. */
  readonly afterMs: Ms
}
