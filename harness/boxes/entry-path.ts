// Where a box's first program is: bundled into one plain file, since loading its hundred modules takes longer than a run.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { programPath } from '../kit/program-path.ts'

/** What starts the bundle where there is one (`npm run build` makes both), the program itself otherwise. */
export function entryProgram(): string {
  const start = fileURLToPath(new URL('./entry/start.program.cjs', import.meta.url))
  return existsSync(start) ? start : programPath(import.meta, 'entry.program')
}
