// When a client's own kernel gave up a connection that the fault found: what was foretold of it is held against that first. Pure.
import { hostOf, kernelOf } from '../model/observer.ts'
import type { StepRecord } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import type { Seen } from './outcome.ts'

/** Counted from the fault; undefined where it told of none, or has no witness. Of several the first, or with `every` none. */
export function kernelToldMs(by: Observer, step: StepRecord, { observations }: Seen): Ms | undefined {
  const host = hostOf(by)
  if (host === undefined) return undefined
  const stood = new Set((step.found ?? []).flatMap(({ from, connection }) => (from === host ? (connection ?? []) : [])))
  const told = observations.find(
    ({ kind, atMs, connection, by: from }) =>
      from === kernelOf(host) && kind === 'lost' && atMs > step.byMs && stood.has(connection ?? Number.NaN),
  )
  return told && told.atMs - step.byMs
}
