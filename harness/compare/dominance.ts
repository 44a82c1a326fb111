// Which of two settings is the better one: quicker, less often mistaken or quieter on the wire, and in nothing worse. Pure.

import { formatFaultSpec } from '../faults/spelling.ts'
import type { CellSummary, SettingSummary } from '../model/comparison.ts'

/** Another setting that is as good under every fault and sends as little, and is better in one of these; undefined where none is, or where something is in doubt. */
export function dominatorOf(row: SettingSummary, all: readonly SettingSummary[]): SettingSummary | undefined {
  return all.find(other => other !== row && dominates(other, row))
}

/** Of those within the bound and without a mistake, also in the phases that were not measured, the one that costs least. */
export function bestOf(rows: readonly SettingSummary[]): SettingSummary | undefined {
  const able = rows.filter(({ within, cells }) => within && !cells.some(isMistaken))
  return able.toSorted((a, b) => packets(a) - packets(b))[0]
}

/** A prediction of when a living peer is given up says that some phase does it. */
function isMistaken({ quality, predicted }: CellSummary): boolean {
  return quality !== undefined && (quality.mistakes > 0 || Array.isArray(predicted))
}

function dominates(a: SettingSummary, b: SettingSummary): boolean {
  const own = new Map(a.cells.map(cell => [formatFaultSpec(cell), cell]))
  const costs = [
    ...b.cells.map(cell => [costOf(own.get(formatFaultSpec(cell))), costOf(cell)] as const),
    ...(a.traffic || b.traffic ? [[a.traffic?.packetsPerHour, b.traffic?.packetsPerHour] as const] : []),
  ]
  const known = costs.flatMap(([own, other]) =>
    own === undefined || other === undefined ? [] : [[own, other] as const],
  )
  const asGood = known.length === costs.length && known.every(([own, other]) => own <= blurred(other))
  return asGood && known.some(([own, other]) => blurred(own) < other)
}

/** The slowest detection where the peer is gone, 0 where nothing was lost; the mistakes an hour where it lives. Undefined: in doubt. */
function costOf(cell: CellSummary | undefined): number | undefined {
  if (!cell) return undefined
  const { detection, keptAlive = 0, doubts, n, quality } = cell
  if (doubts.length > 0) return undefined
  if (quality) return quality.mistakes / (quality.soakMs / 3_600_000)
  if (keptAlive === n) return 0
  if (!detection) return undefined
  return 'ms' in detection.max ? detection.max.ms : Number.POSITIVE_INFINITY
}

/** Two figures that differ by less than a step of the timer wheel are the same. */
function blurred(cost: number): number {
  return cost * 1.02 + 0.01
}

function packets({ traffic }: SettingSummary): number {
  return traffic?.packetsPerHour ?? Number.POSITIVE_INFINITY
}
