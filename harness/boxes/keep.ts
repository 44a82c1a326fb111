// What lies beside a record: brought out of the run's folder before that goes, and put beside the report.
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
  const output = handedOn().output ?? join('reports', 'out')
  const name = pcapName(scenario, made.clock)
  try {
    makeFolder(output)
    // A box may have another name for its folder.
    await copyFile(join(folder, basename(pcap)), join(output, name))
    return { ...made, pcap: name }
  } catch (thrown) {
    const without = { ...made, troubles: [...made.troubles, `the packets were not kept: ${messageOf(thrown)}`] }
    delete without.pcap
    return without
  }
}

/** `folder.name.virtual.pcap`. A dot of its own is written `~.`, so that no two scenarios share a name. */
export function pcapName(scenario: string, clock: ClockName): string {
  const flat = scenario.replace(/[~.]/g, '~$&').replaceAll('/', '.')
  return `${flat}.${clock}.pcap`
}
