// What the report that a new one replaces led to, and no report leads to any more. What has come since that one was written is somebody else's.
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isReported } from '../boxes/keep.ts'
import type { Report } from '../model/report.ts'

/** The captures of the report that lies in a folder, and when that was written; none where it has none, or cannot be read. */
export async function capturesOf(folder: string): Promise<Captures> {
  const file = join(folder, 'report.json')
  try {
    const { runs }: Partial<Report> = JSON.parse(await readFile(file, 'utf8'))
    const names = (runs ?? []).flatMap(({ pcap }) => pcap ?? [])
    return { names: names.filter(isReported), writtenMs: (await stat(file)).mtimeMs }
  } catch {
    return { names: [], writtenMs: 0 }
  }
}

/** Removes those that the new report does not lead to. What cannot be removed stays. */
export async function removeLeft(folder: string, before: Captures, { runs }: Pick<Report, 'runs'>): Promise<void> {
  const kept = new Set(runs.map(({ pcap }) => pcap))
  const left = before.names.filter(name => !kept.has(name)).map(name => join(folder, name))
  await Promise.allSettled(
    left.map(async file => {
      if ((await stat(file)).mtimeMs <= before.writtenMs) await rm(file)
    }),
  )
}

interface Captures {
  readonly names: readonly string[]
  readonly writtenMs: number
}
