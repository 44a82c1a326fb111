// In which order scenario files run: those that wait in real time evenly among those that only compute, so that neither the cores nor the
// time beside them lies idle, at the beginning or at the end.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report, Run } from '../model/report.ts'
import type { ClockName } from '../model/units.ts'
import { longestInRealMs } from '../runtime/limits.ts'

/**
 * What is new first, then by what the last report tells: of those that will wait the longest first. A mistake costs time, and nothing else.
 * `stemOf`: what the names of a file's scenarios begin with.
 */
export function inOrder<F>(files: readonly F[], stemOf: (file: F) => string, { last, clock }: Known): F[] {
  const known = files.map(file => ({ file, waitedMs: waitedMs(stemOf(file), { last, clock }) }))
  const { fresh = [], waits = [], computes = [] } = Object.groupBy(known, kindOf)
  waits.sort((a, b) => (b.waitedMs ?? 0) - (a.waitedMs ?? 0))
  return [...fresh, ...spread(waits, computes)].map(({ file }) => file)
}

/**
 * How many files at a time: one more than there are cores, and one for each that may wait in real time, which is each that is new. A worker has to
 * load all of halfopen, which takes longer than a run in a guest.
 */
export function workersFor(stems: readonly string[], { last, clock, cores }: Workload): number {
  const mayWait = (stem: string) =>
    clock !== 'virtual' && (clock !== undefined || waitedMs(stem, { last, clock }) !== 0)
  return Math.min(mostWorkers, cores + 1 + stems.filter(mayWait).length)
}

/** By what is told how long a file waits. */
interface Known {
  readonly last: LastRuns
  /** What was asked for. */
  readonly clock: ClockName | 'both' | undefined
}

/** By what the number of workers is told. */
export interface Workload extends Known {
  readonly cores: number
}

/** What waits side by side. */
const mostWorkers = 12

/** What of a report tells how long a scenario waits. */
export type LastRuns = readonly Pick<Run, 'scenario' | 'clock' | 'wallMs' | 'endedAtMs'>[]

/** The runs of the report that lies there from the last time; none where there is no report that can be read. */
export async function lastRuns(output: string): Promise<LastRuns> {
  try {
    const { runs }: Partial<Report> = JSON.parse(await readFile(join(output, 'report.json'), 'utf8'))
    return Array.isArray(runs) ? runs : []
  } catch {
    return []
  }
}

/** Nothing is known of a file that was not there. */
function waitedMs(stem: string, { last, clock }: Known): number | undefined {
  const own = last.filter(({ scenario }) => scenario === stem || scenario.startsWith(`${stem}/`))
  if (own.length === 0) return undefined
  const each = Map.groupBy(own, ({ scenario }) => scenario)
  const waits = [...each.values()].map(runs => Math.max(...runs.map(run => waitMs(run, clock))))
  return waits.reduce((sum, ms) => sum + ms, 0)
}

/** In real time a guest's hours would be waited for, or left out where they are many. */
function waitMs(run: LastRuns[number], clock: Known['clock']): number {
  if (run.clock === 'real') return run.wallMs
  return clock === 'real' && run.endedAtMs <= longestInRealMs ? run.endedAtMs : 0
}

function kindOf({ waitedMs: ms }: { readonly waitedMs: number | undefined }): 'fresh' | 'waits' | 'computes' {
  return ms === undefined ? 'fresh' : ms > 0 ? 'waits' : 'computes'
}

/** Each list in its own order, evenly mixed. */
function spread<T>(some: readonly T[], others: readonly T[]): T[] {
  const place = (list: readonly T[]) => list.map((item, i) => ({ item, at: (i + 0.5) / list.length }))
  return [...place(some), ...place(others)].sort((a, b) => a.at - b.at).map(({ item }) => item)
}
