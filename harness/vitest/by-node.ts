// Loads a file of scenarios by Node alone, as Vite would where no configuration says otherwise: to list them takes half the time.
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
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
  const manifest = findPackageJSON(pathToFileURL(file))
  return manifest !== undefined && typeOf(manifest) === 'module'
}

const types = new Map<string, unknown>()

function typeOf(manifest: string): unknown {
  if (!types.has(manifest)) types.set(manifest, JSON.parse(readFileSync(manifest, 'utf8')).type)
  return types.get(manifest)
}
