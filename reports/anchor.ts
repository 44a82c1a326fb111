// Where a run stands, by the name of its scenario: on the page as `#folder/name`, the same for whoever links there.
import { dirname } from 'node:path/posix'
import type { Run } from '../harness/model/report.ts'

/** The anchor of a scenario's first run on the page. */
export function anchorOf({ scenario }: Pick<Run, 'scenario'>): string {
  return encoded(scenario)
}

/** A name as part of an address. Half a character has no place in one. */
export function encoded(name: string): string {
  return encodeURI(name.toWellFormed())
}

/** The folder that a scenario stands in; `''` for none. */
export function folderOf(scenario: string): string {
  const folder = dirname(scenario)
  return folder === '.' ? '' : folder
}

/** The id of each run's section: the scenario's own name first, then with a number behind it. */
export function sectionIds(runs: readonly Pick<Run, 'scenario'>[]): readonly string[] {
  const seen = new Map<string, number>()
  return runs.map(({ scenario }) => {
    const count = (seen.get(scenario) ?? 0) + 1
    seen.set(scenario, count)
    return count === 1 ? scenario : `${scenario}~${count}`
  })
}
