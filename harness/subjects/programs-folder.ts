// Where programs lie that are not compiled: among the sources, in the package as well.
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/** A folder or a file in `programs/`. */
export function inPrograms(name: string): string {
  const manifest = findPackageJSON(import.meta.url)
  return join(dirname(manifest ?? import.meta.dirname), 'harness', 'subjects', 'programs', name)
}
