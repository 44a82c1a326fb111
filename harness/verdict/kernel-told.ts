// What a client's own kernel told of connections that the fault found: what was foretold of it is held against that first. Pure.
import type { Outcome } from '../model/bound.ts'
import { isLoss } from '../model/observation.ts'
import { hostOf, isKernel, kernelOf } from '../model/observer.ts'
import { type StepRecord, sinceMs } from '../model/step.ts'
import type { HostName, Ms, Observer } from '../model/units.ts'
import type { Seen } from './outcome.ts'

/** In the order in which it told; none where it told of none, or has no witness. */
export function kernelTold(by: Observer, step: StepRecord, { observations }: Seen): readonly KernelTold[] {
  const host = hostOf(by)
  if (host === undefined) return []
  const stood = stoodOf(host, step)
  return observations
    .filter(({ by: from, connection }) => from === kernelOf(host) && stood.has(connection ?? Number.NaN))
    .filter(seen => isLoss(seen) && seen.atMs >= step.atMs)
    .map(({ kind, atMs }) => ({ gaveUp: kind === 'lost', afterMs: sinceMs(step, atMs) }))
}

/** Whether a kernel told of a connection that its program has made since: what was foretold is of those that the fault found. */
export function isOfLater(by: Observer, step: StepRecord, found: Outcome): boolean {
  const host = isKernel(by) ? hostOf(by) : undefined
  if (host === undefined || found.kind !== 'detected' || found.by.connection === undefined) return false
  const stood = stoodOf(host, step)
  return stood.size > 0 && !stood.has(found.by.connection)
}

function stoodOf(host: HostName, { found = [] }: StepRecord): ReadonlySet<number> {
  return new Set(found.flatMap(({ from, connection }) => (from === host ? (connection ?? []) : [])))
}

/** `gaveUp`: by its own timer, and not because its peer, or somebody on the way, told it. */
export interface KernelTold {
  readonly gaveUp: boolean
  /** Counted from the fault. */
  readonly afterMs: Ms
}
