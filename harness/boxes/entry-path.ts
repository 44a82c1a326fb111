// Where a box's first program is: bundled into few plain files, since loading its hundred modules takes longer than a run.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { programPath } from '../kit/program-path.ts'

/** Names another one: sources that are tested name the bundle that was built of them. */
export const entryVariable = 'HALFOPEN_ENTRY'

/** The bundle where there is one (`npm run build` makes it), the program itself otherwise. */
export function entryProgram(): string {
  const named = process.env[entryVariable]
  if (named) return named
  const bundle = fileURLToPath(new URL('./entry/entry.program.js', import.meta.url))
  return existsSync(bundle) ? bundle : programPath(import.meta, 'entry.program')
}
