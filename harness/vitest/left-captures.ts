// What lay beside the report that a new one replaces, and no report leads to any more: of controls and phases, too. What has come since is somebody else's.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isReported } from '../boxes/keep.ts'
import type { Report } from '../model/report.ts'

/** The captures in a folder that are no newer than its report; none where it has no report. */
export async function capturesOf(folder: string): Promise<readonly string[]> {
  const report = await stat(join(folder, 'report.json')).catch(() => undefined)
  if (!report) return []
  const names = (await readdir(folder)).filter(isReported)
  const files = await Promise.all(
    names.map(async name => ({ name, ms: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs })),
  )
  return files.flatMap(({ name, ms }) => (ms !== undefined && ms <= report.mtimeMs ? [name] : []))
}

/** Removes those that the new report does not lead to. What cannot be removed stays. */
export async function removeLeft(
  folder: string,
  before: readonly string[],
  { runs }: Pick<Report, 'runs'>,
): Promise<void> {
  const kept = new Set(runs.map(({ pcap }) => pcap))
  const left = before.filter(name => !kept.has(name))
  await Promise.allSettled(left.map(async name => rm(join(folder, name))))
}
