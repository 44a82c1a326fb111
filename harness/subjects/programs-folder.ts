// Where programs lie that are not compiled: among the sources, in the package as well.
import { join } from 'node:path'
import { packageFolder } from '../kit/program-path.ts'

/** A folder or a file in `programs/`. */
export function inPrograms(name: string): string {
  return join(packageFolder, 'harness', 'subjects', 'programs', name)
}
