// Loads a file of scenarios by Node alone, as Vite would where no configuration says otherwise: to list them takes half the time.
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TestRunner } from 'vitest'

/** Of what Node cannot load nothing has been declared yet; then, and where Node would take it for CommonJS, `otherwise` does it. */
export async function loadByNode(file: string, otherwise: () => Promise<unknown>): Promise<unknown> {
  if (!isModule(file)) return await otherwise()
  try {
    return await import(pathToFileURL(file).href)
  } catch (thrown) {
    if (TestRunner.getCurrentSuite().tasks.length > 0) throw thrown
    return await otherwise()
  }
}

function isModule(file: string): boolean {
  if (/\.m[jt]s$/.test(file)) return true
  const folder = dirname(file)
  const known = types.get(folder) ?? { type: typeFor(file) }
  types.set(folder, known)
  return known.type === 'module'
}

/** By folder: files of one are of one package. */
const types = new Map<string, { readonly type: unknown }>()

function typeFor(file: string): unknown {
  const manifest = findPackageJSON(pathToFileURL(file))
  return manifest === undefined ? undefined : JSON.parse(readFileSync(manifest, 'utf8')).type
}
