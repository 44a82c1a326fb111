// In which order scenario files run: first those that wait in real time, so that those that only compute fill the time beside them.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report, Run } from '../model/report.ts'

/**
 * Those first that waited longest the last time, and before them what is new: a mistake costs time, and nothing else. `stemOf`: what the
 * names of a file's scenarios begin with.
 */
export function waitingFirst<F>(files: readonly F[], stemOf: (file: F) => string, last: LastRuns): F[] {
  const waits = new Map(files.map(file => [file, waitedMs(stemOf(file), last)]))
  return files.toSorted((a, b) => (waits.get(b) ?? 0) - (waits.get(a) ?? 0))
}

/** What of a report tells how long a scenario waits. */
export type LastRuns = readonly Pick<Run, 'scenario' | 'clock' | 'wallMs'>[]

/** The runs of the report that lies there from the last time; none where there is no report that can be read. */
export async function lastRuns(output: string): Promise<LastRuns> {
  try {
    const { runs }: Partial<Report> = JSON.parse(await readFile(join(output, 'report.json'), 'utf8'))
    return Array.isArray(runs) ? runs : []
  } catch {
    return []
  }
}

function waitedMs(stem: string, last: LastRuns): number {
  const own = last.filter(({ scenario }) => scenario === stem || scenario.startsWith(`${stem}/`))
  if (own.length === 0) return Number.POSITIVE_INFINITY
  return own.reduce((sum, { clock, wallMs }) => sum + (clock === 'real' ? wallMs : 0), 0)
}
