// From measurements to a comparison: a cell a setting and fault, what each setting costs and survives, and which is the better one. Pure.
import { idleMiddleboxes } from '../facts/middleboxes.ts'
import { formatFaultSpec } from '../faults/spelling.ts'
import type { Ask } from '../model/campaign.ts'
import type { CellSummary, Comparison, Measurement, SettingSummary } from '../model/comparison.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { type Survival, survivalOf } from '../predict/firewalls.ts'
import { bestOf, dominatorOf } from './dominance.ts'
import { cellOf, worstOf } from './summary.ts'

/** What it is made of. `tool`: who made it. */
export interface ComparisonInput extends Pick<Comparison, 'tool'> {
  readonly ask: Pick<Ask, 'settings' | 'faults' | 'phases' | 'watchMs' | 'clock'>
  readonly kernel?: Kernel | undefined
  /** What a client of these settings has, where it is not the probe: its own ones too. */
  readonly applied?: ((settings: Settings) => Settings) | undefined
  /** The bound on every detection. */
  readonly withinMs?: Ms | undefined
}

/** The comparison of what was measured: cells that were not reached before an interrupt are not there. */
export function comparisonOf(measurements: readonly Measurement[], input: ComparisonInput): Comparison {
  const { ask, tool, kernel, withinMs } = input
  const { phases, watchMs, clock } = ask
  const rows = ask.settings.map(settings => rowOf(settings, measurements, input))
  return {
    schema: 3,
    tool,
    clock,
    ...(kernel ? { kernel } : {}),
    phases,
    watchMs,
    ...(withinMs === undefined ? {} : { withinMs }),
    settings: ranked(rows),
    measurements,
  }
}

function rowOf(
  settings: Settings,
  all: readonly Measurement[],
  { ask: { faults }, kernel, withinMs, applied = own => own }: ComparisonInput,
): SettingSummary {
  const name = formatSettings(settings)
  const own = all.filter(made => formatSettings(made.settings) === name)
  const cells = faults.flatMap((spec): CellSummary[] => {
    const fault = formatFaultSpec(spec)
    const made = own.filter(one => formatFaultSpec(one) === fault)
    return made.length === 0 ? [] : [cellOf(spec, made, withinMs)]
  })
  const traffic = own.flatMap(({ found }) => (found.kind === 'soaked' && found.traffic ? [found.traffic] : []))[0]
  const complete = cells.length === faults.length
  return {
    settings,
    cells,
    firewalls: firewallsOf(applied(settings), kernel),
    ...(traffic ? { traffic } : {}),
    ...(withinMs === undefined || !complete ? {} : { within: cells.every(cell => liesWithin(cell, withinMs)) }),
  }
}

/** Survived, or noticed in time, each time that was measured, and in each phase between. */
function liesWithin(cell: CellSummary, withinMs: Ms): boolean {
  const { keptAlive = 0, doubts, n, quality, predicted } = cell
  if (doubts.length > 0) return false
  if (quality) return true
  if (keptAlive === n) return !Array.isArray(predicted) || predicted[1] <= withinMs
  const worst = worstOf(cell)
  return worst !== undefined && 'ms' in worst && worst.ms <= withinMs
}

function ranked(rows: readonly SettingSummary[]): readonly SettingSummary[] {
  const best = bestOf(rows)
  return rows.map(row => {
    const dominatedBy = dominatorOf(row, rows)
    return {
      ...row,
      ...(dominatedBy === undefined ? {} : { dominatedBy: dominatedBy.settings }),
      ...(row === best ? { best: true as const } : {}),
    }
  })
}

function firewallsOf(settings: Settings, kernel: Kernel | undefined): SettingSummary['firewalls'] {
  const survivals = idleMiddleboxes.map(box => ({ id: box.id, survival: survivalOf(box, { settings, kernel }) }))
  const named = (wanted: Survival) => survivals.flatMap(({ id, survival }) => (survival === wanted ? [id] : []))
  return {
    survives: named('survives'),
    forgotten: named('forgotten'),
    closed: named('closed'),
    unknown: named('unknown'),
  }
}
