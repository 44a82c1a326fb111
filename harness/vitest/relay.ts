// A script of several steps on a plane that needs a box: its file runs there whole, Vitest included, and its verdict comes out.
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseReport } from '../../reports/parse-report.ts'
import { keepPcap } from '../boxes/keep.ts'
import { makeRunFolder } from '../boxes/run-folder.ts'
import { ended, startInSandbox } from '../boxes/sandbox.ts'
import { HalfopenError } from '../kit/errors.ts'
import { programPath } from '../kit/program-path.ts'
import type { Run } from '../model/report.ts'
import type { Ms, PlaneName } from '../model/units.ts'

/** Name of the variable that tells the command line inside the box which single test to run. */
export const onlyVariable = 'HALFOPEN_ONLY'

/** Runs one test of a file in a sandbox and returns its run. Rejects with E_SANDBOX or E_BOX. */
export async function runInBox({ file, test, plane, limitMs }: Errand, signal: AbortSignal): Promise<Run> {
  await using folder = makeRunFolder()
  const words: string[] = []
  const cli = programPath(import.meta, '../cli/halfopen')
  const args = [cli, 'run', relative(process.cwd(), file), '--plane', plane, '--output', folder.path, '--workers', '1']
  await using box = await startInSandbox(args, folder.path, text => words.push(text), { [onlyVariable]: test })
  await ended(box, limitMs, signal)
  const path = join(folder.path, 'report.json')
  const text = await readFile(path, 'utf8').catch(() => '')
  const [run] = text === '' ? [] : parseReport(text, path).runs
  if (run) return await keepPcap({ ...run, box: 'sandbox' }, run.scenario)
  const last = words.length > 0 ? words.slice(-8).join(' / ') : 'it said nothing'
  throw new HalfopenError('E_BOX', `Cannot bring the script's run out of the sandbox: it wrote none; ${last}`)
}

/** Which test of which file, where, and for how long at most. */
export interface Errand {
  file: string
  test: string
  plane: PlaneName
  limitMs: Ms
}
