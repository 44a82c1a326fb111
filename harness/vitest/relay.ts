// A script of several steps that needs a box: its file runs there whole, Vitest included, and its verdict comes out.
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseReport } from '../../reports/parse-report.ts'
import type { BoxKind } from '../boxes/box.ts'
import { keepPcap } from '../boxes/keep.ts'
import { noRecord } from '../boxes/record-in-box.ts'
import { makeRunFolder } from '../boxes/run-folder.ts'
import { keepLast } from '../kit/line-buffer.ts'
import { programPath } from '../kit/program-path.ts'
import type { Run } from '../model/report.ts'
import type { Ms, PlaneName } from '../model/units.ts'

/** Name of the variable that tells the command line inside the box which single test to run. */
export const onlyVariable = 'HALFOPEN_ONLY'

/** Runs one test of a file in a box and returns its run. Rejects with the box's own error, or E_BOX. */
export async function runInBox(
  kind: BoxKind,
  { file, test, plane, limitMs }: Errand,
  signal: AbortSignal,
): Promise<Run> {
  await using folder = makeRunFolder()
  const words: string[] = []
  const cli = programPath(import.meta, '../cli/halfopen')
  const args = [cli, 'run', relative(process.cwd(), file), '--plane', plane, '--output', folder.path, '--workers', '1']
  const order = { args, folder: folder.path, limitMs, env: { [onlyVariable]: test }, heavy: true }
  await using box = await kind.start({ ...order, onLine: text => keepLast(words, text) }, signal)
  const how = await box.ended(signal)
  const path = join(folder.path, 'report.json')
  const text = await readFile(path, 'utf8').catch(() => '')
  const [run] = text === '' ? [] : parseReport(text, path).runs
  if (run) return await keepPcap({ ...run, ...how }, run.scenario)
  throw noRecord(kind, words)
}

/** Which test of which file, where, and for how long at most by the clock of the box. */
export interface Errand {
  file: string
  test: string
  plane: PlaneName
  limitMs: Ms
}
