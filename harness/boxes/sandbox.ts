// A box of namespaces on the real clock: a network, a mount table and processes of its own, ended by the kernel with its first process.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { abortable, deadline, sleep } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { type Child, startProcess } from '../kit/process.ts'
import { programPath } from '../kit/program-path.ts'
import type { RunRecord } from '../model/record.ts'
import type { Script } from '../model/scenario.ts'
import type { Ms, PlaneName } from '../model/units.ts'
import { requireEntrance } from './entrance.ts'
import { makeRunFolder, recordFile, scriptFile } from './run-folder.ts'

/** Makes a record in a sandbox. Rejects with E_SANDBOX where there is none, and with E_BOX where it ends without a record. */
export async function recordInSandbox(
  script: Script,
  plane: PlaneName,
  limitMs: Ms,
  signal: AbortSignal,
): Promise<RunRecord> {
  const [file, ...args] = await requireEntrance()
  await using folder = await makeRunFolder()
  await writeFile(join(folder.path, scriptFile), JSON.stringify(script))
  const words: string[] = []
  await using box = await startProcess({
    file,
    args: [...args, process.execPath, programPath(import.meta, 'entry.program'), plane, folder.path],
    tether: true,
    onLine: (_stream, text) => words.push(text),
  })
  await ended(box, limitMs, signal)
  const text = await readFile(join(folder.path, recordFile), 'utf8').catch((cause: unknown) => {
    const last = words.length > 0 ? words.slice(-8).join(' / ') : 'it said nothing'
    throw new HalfopenError('E_BOX', `Cannot bring a record out of the sandbox: it wrote none; ${last}`, { cause })
  })
  return JSON.parse(text)
}

/** How long a box may take to write its record down once it is told to stop. */
const stopMs = 4_000

/** Waits for its end; on an interrupt or past its limit it is told to stop, and what it saw until then still comes out. */
async function ended(box: Child, limitMs: Ms, signal: AbortSignal): Promise<void> {
  using limit = deadline('run a scenario in a sandbox', limitMs, signal)
  await abortable(limit.signal, box.exited).catch(async () => {
    box.untether()
    await Promise.race([box.exited, sleep(stopMs)])
  })
}
