// The columns of a comparison: its faults by name, and the cell of a setting under one.
import { formatFaultSpec } from '../../harness/faults/spelling.ts'
import type { CellSummary, Comparison, SettingSummary } from '../../harness/model/comparison.ts'

/** Every fault by its name, in the order of the first setting that has them all. */
export function faultsOf({ settings }: Pick<Comparison, 'settings'>): readonly string[] {
  return [...new Set(settings.flatMap(({ cells }) => cells.map(formatFaultSpec)))]
}

/** Undefined where it was not measured. */
export function cellOf({ cells }: SettingSummary, fault: string): CellSummary | undefined {
  return cells.find(one => formatFaultSpec(one) === fault)
}

/** What there is to say of a setting under a fault. */
export function cellText(row: SettingSummary, fault: string, words: (cell: CellSummary) => string): string {
  const found = cellOf(row, fault)
  return found ? words(found) : '-'
}
