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
import { boxVariable, folderVariable } from './inside.ts'
import { keepPcap } from './keep.ts'
import { makeRunFolder, recordsFile, scriptsFile } from './run-folder.ts'

type NonEmpty<T> = readonly [T, ...T[]]

/**
 * Makes the records of scripts in one sandbox, all at the same time, in their order. Rejects with E_SANDBOX where none can be
 * made, and with E_BOX where it ends without records.
 */
export async function recordInSandbox(
  scripts: NonEmpty<Script>,
  plane: PlaneName,
  limitMs: Ms,
  signal: AbortSignal,
): Promise<NonEmpty<RunRecord>> {
  await using folder = makeRunFolder()
  await writeFile(join(folder.path, scriptsFile), JSON.stringify(scripts))
  const words: string[] = []
  await using box = await startInSandbox(
    [programPath(import.meta, 'entry.program'), plane, folder.path],
    folder.path,
    text => words.push(text),
  )
  await ended(box, limitMs, signal)
  const text = await readFile(join(folder.path, recordsFile), 'utf8').catch((cause: unknown) => {
    const last = words.length > 0 ? words.slice(-8).join(' / ') : 'it said nothing'
    throw new HalfopenError('E_BOX', `Cannot bring a record out of the sandbox: it wrote none; ${last}`, { cause })
  })
  const [first, ...rest]: NonEmpty<RunRecord> = JSON.parse(text)
  const kept = async (made: RunRecord, index: number) => keepPcap(made, scripts[index]?.id ?? String(index))
  return [await kept(first, 0), ...(await Promise.all(rest.map(async (made, index) => kept(made, index + 1))))]
}

/** Starts Node with these arguments as the first process of a sandbox. Rejects with E_SANDBOX where none can be made. */
export async function startInSandbox(
  nodeArgs: readonly string[],
  folder: string,
  onLine: (text: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const [file, ...args] = await requireEntrance()
  return await startProcess({
    file,
    args: [...args, process.execPath, ...nodeArgs],
    env: { ...env, [boxVariable]: 'sandbox', [folderVariable]: folder },
    tether: true,
    onLine: (_stream, text) => onLine(text),
  })
}

/** How long a box may take to write its records down once it is told to stop. */
const stopMs = 4_000

/** Waits for its end; on an interrupt or past its limit it is told to stop, and what it saw until then still comes out. */
export async function ended(box: Child, limitMs: Ms, signal: AbortSignal): Promise<void> {
  using limit = deadline('run in a sandbox', limitMs, signal)
  await abortable(limit.signal, box.exited).catch(async () => {
    box.untether()
    await Promise.race([box.exited, sleep(stopMs)])
  })
}
