// Where a box's first program is: bundled into one plain file, since loading its hundred modules takes longer than a run.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { programPath } from '../kit/program-path.ts'

/** Names another one: sources that are tested name what was built of them. */
export const entryVariable = 'HALFOPEN_ENTRY'

/** What starts the bundle where there is one (`npm run build` makes both), the program itself otherwise. */
export function entryProgram(): string {
  const named = process.env[entryVariable]
  if (named) return named
  const program = programPath('harness/boxes/entry.program')
  const start = join(dirname(program), 'entry/start.program.cjs')
  return existsSync(start) ? start : program
}
