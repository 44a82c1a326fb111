// What lies beside a record: brought out of the run's folder before that goes, and put beside the report.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { messageOf } from '../kit/errors.ts'
import { makeFolder } from '../kit/make-folder.ts'
import type { RunRecord } from '../model/record.ts'
import type { ClockName } from '../model/units.ts'
import { handedOn } from '../runtime/handed-on.ts'

/** The record with its pcap, out of a run's folder, beside the report, named after the scenario; where that fails, a trouble says so. */
export async function keepPcap<R extends RunRecord>(made: R, folder: string, scenario: string): Promise<R> {
  const { pcap } = made
  if (pcap === undefined) return made
  const { output = join('reports', 'out'), reported } = handedOn()
  // A box may have another name for its folder.
  const file = join(folder, basename(pcap))
  try {
    const name = pcapName(scenario, made.clock, reported ? await digestOf(file) : undefined)
    makeFolder(output)
    await copyFile(file, join(output, name))
    return { ...made, pcap: name }
  } catch (thrown) {
    const without = { ...made, troubles: [...made.troubles, `the packets were not kept: ${messageOf(thrown)}`] }
    delete without.pcap
    return without
  }
}

/**
 * `folder.name.virtual.pcap`; `folder.name.virtual.1f9c0a7e.pcap` where a report leads there. A dot of its own is written `~.`, so that no two
 * scenarios share a name, and what is in it is told, so that no two runs do.
 */
export function pcapName(scenario: string, clock: ClockName, digest?: string): string {
  const flat = scenario.replace(/[~.]/g, '~$&').replaceAll('/', '.')
  return [flat, clock, ...(digest === undefined ? [] : [digest]), 'pcap'].join('.')
}

/** Whether a file has such a name as a report leads to. */
export function isReported(name: string): boolean {
  return /^[^/\\]+\.(?:virtual|real)\.[0-9a-f]{8}\.pcap$/.test(name)
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(file)) hash.update(bytes)
  return hash.digest('hex').slice(0, 8)
}
