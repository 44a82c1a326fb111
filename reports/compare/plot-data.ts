// What a comparison's page is handed for its pictures: of each setting its slowest time by fault, its false alarms and its traffic.
import type { CellSummary, Comparison } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { cellOf, faultsOf } from './columns.ts'
import type { PlotsView, SettingView } from './plots.ts'

/** The data of both pictures. */
export function plotsOf(comparison: Comparison): PlotsView {
  const { settings, watchMs, withinMs } = comparison
  const deadly = faultsOf(comparison).filter(fault => settings.some(row => isTimed(cellOf(row, fault))))
  return {
    watchMs,
    ...(withinMs === undefined ? {} : { withinMs }),
    faults: deadly,
    settings: settings.map(row => {
      const soaked = row.cells.flatMap(({ quality }) => (quality ? [quality] : []))
      const alarms = {
        mistakes: soaked.reduce((sum, { mistakes }) => sum + mistakes, 0),
        soaks: soaked.reduce((sum, { soaks }) => sum + soaks, 0),
      }
      return {
        name: formatSettings(row.settings),
        times: deadly.map(fault => timeOf(cellOf(row, fault))),
        ...(alarms.soaks === 0 ? {} : { alarms }),
        ...(row.traffic ? { packetsPerHour: row.traffic.packetsPerHour } : {}),
      }
    }),
  }
}

function isTimed(cell: CellSummary | undefined): boolean {
  return cell !== undefined && !cell.quality
}

function timeOf(cell: CellSummary | undefined): SettingView['times'][number] {
  if (!cell || cell.doubts.length > 0) return 'unknown'
  if (cell.detection) return cell.detection.max
  return (cell.keptAlive ?? 0) > 0 ? 'survives' : 'unknown'
}
