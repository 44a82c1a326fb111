// A program of this package by its path: TypeScript in the repository, JavaScript in the package, wherever whoever names it was put.
import { findPackageJSON } from 'node:module'
import { dirname, extname, join } from 'node:path'

/** Where this package lies. */
export const packageFolder: string = dirname(findPackageJSON(import.meta.url) ?? '')

/** Whether this runs from the sources, and not from what was built of them. */
export const fromSource: boolean = extname(import.meta.filename) === '.ts'

/** The path of `name`, which is without its ending, such as `harness/kit/reaper.program`; the ending is that of who runs it. */
export function programPath(name: string): string {
  return fromSource ? join(packageFolder, `${name}.ts`) : join(packageFolder, 'dist', `${name}.js`)
}
