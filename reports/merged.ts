// The reports of parts that ran apart as one: the runs of all, in the order of one run, and an error for whatever is wanting. Pure.
import { join, relative } from 'node:path'
import { version } from '../harness/kit/version.ts'
import type { Report, Run, RunError, Tool } from '../harness/model/report.ts'
import { fixFor, together } from '../harness/parts/together.ts'

/** A part's report. `folder`: where it lies, and its captures with it. */
export interface ReportPart {
  readonly file: string
  readonly folder: string
  readonly report: Report
}

/** `output`: where the one is to lie, from which captures are linked where they are. Throws E_PARTS for parts that are not of one whole. */
export function mergedReport(read: readonly ReportPart[], output: string): Report {
  const known = read.map(({ report, ...part }) => ({ ...part, report, part: report.part, made: report.runs }))
  const { parts, missing, interrupted } = together(known)
  const runs = parts.flatMap(({ folder, report }) => report.runs.map(run => seenFrom(output, folder, run)))
  const errors: readonly RunError[] = [
    ...parts.flatMap(({ report }) => report.errors ?? []),
    ...twice(parts),
    ...interrupted.map(({ shard, file }) => ({
      where: `shard ${shard}`,
      message: `It was interrupted, and not all of it ran, got "${file}". ${fixFor([shard])}`,
    })),
    ...missing.map(shard => ({ where: `shard ${shard}`, message: `It is not there. ${fixFor([shard])}` })),
  ]
  return {
    schema: 2,
    tool: toolOf(parts.map(({ report }) => report.tool)),
    runs: runs.toSorted((a, b) => a.scenario.localeCompare(b.scenario) || a.plane.localeCompare(b.plane)),
    ...(errors.length > 0 ? { errors } : {}),
  }
}

function seenFrom(output: string, folder: string, run: Run): Run {
  if (run.pcap === undefined) return run
  return { ...run, pcap: relative(output, join(folder, run.pcap)).replaceAll('\\', '/') }
}

/** Of different machines all that they say. */
function toolOf(tools: readonly Tool[]): Tool {
  const all = (name: 'node' | 'system') => {
    const values = [...new Set(tools.flatMap(tool => tool[name] ?? []))]
    return values.length === 0 ? {} : { [name]: values.join(', ') }
  }
  return { name: 'halfopen', version: tools[0]?.version ?? version, ...all('node'), ...all('system') }
}

/** A name that two parts have is two scenarios' in two files: as in one run it cannot be told which is which. */
function twice(parts: readonly ReportPart[]): readonly RunError[] {
  const seen = new Map<string, Run>()
  return parts.flatMap(({ report }) => {
    const own = new Map(report.runs.map(run => [run.scenario, run]))
    const clashes = [...own].flatMap(([scenario, run]) => {
      const before = seen.get(scenario)
      const message = `Two scenarios have this name: one at ${before?.at ?? '?'} and one at ${run.at ?? '?'}. Give each a file, a suite or a claim of its own`
      return before ? [{ where: scenario, message }] : []
    })
    for (const [scenario, run] of own) seen.set(scenario, run)
    return clashes
  })
}
