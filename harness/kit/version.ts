// The version of this package, from its own package.json: beside the sources in the repository, above dist/ when built.
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

/** Such as `0.1.0`. */
export const version: string = readVersion()

function readVersion(): string {
  const file = findPackageJSON(import.meta.url)
  const content: unknown = file ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  const found = typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined
  return typeof found === 'string' ? found : 'unknown'
}
