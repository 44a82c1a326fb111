// The parts of a comparison that were measured apart, as one: the figures of all measurements together. Pure.
import type { Comparison } from '../model/comparison.ts'
import { inTurn } from '../parts/shard.ts'
import { whole } from '../parts/together.ts'
import { comparisonOf } from './comparison.ts'

/** One of them, and its file. */
export interface ComparedPart {
  readonly file: string
  readonly comparison: Comparison
}

/** Measurements in the order of one plan. Throws E_PARTS for parts that are not one whole, all of it. */
export function mergedComparison(read: readonly ComparedPart[]): Comparison {
  const known = read.map(({ file, comparison }) => {
    return { file, comparison, part: comparison.part, made: madeIn(comparison) }
  })
  const all = whole(known).map(({ comparison }) => comparison)
  const [first] = all
  if (!first) throw new Error('there is no part')
  const { tool, kernel, phases, watchMs, clock, withinMs, part } = first
  const ask = { settings: first.settings.map(({ settings }) => settings), faults: part?.faults ?? [] }
  const measurements = inTurn(all.map(({ measurements: own }) => own))
  const made = comparisonOf(measurements, { ask: { ...ask, phases, watchMs, clock }, tool, kernel, withinMs })
  // What a scenario's own client adds to its settings is known to its parts alone.
  const firewallsOf = (at: number) => first.settings[at]?.firewalls
  return {
    ...made,
    settings: made.settings.map((row, at) => ({ ...row, firewalls: firewallsOf(at) ?? row.firewalls })),
  }
}

/** What the digest of a part is of. */
export function madeIn({ settings, measurements }: Pick<Comparison, 'settings' | 'measurements'>): unknown[] {
  return [...settings, ...measurements]
}
