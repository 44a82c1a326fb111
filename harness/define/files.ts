// Files that a program finds in its folder, as its author writes them: texts by their paths in there.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'

/** The files as data. Throws E_COMMAND for a path that leads out of the folder, and for what is no text. */
export function parseFiles(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split('/')
    if (parts.some(part => part === '' || part === '.' || part === '..') || path.includes('\0'))
      throw refusal('its path has to lie in the folder', path, "Write files: { 'conf/pool.ini': '...' }")
    if (typeof text !== 'string') throw refusal(`${path} is no text`, shown(text), "Write files: { 'pool.ini': '...' }")
  }
  return files
}

function refusal(cause: string, got: string, fix: string): HalfopenError {
  return new HalfopenError('E_COMMAND', `Cannot give a program a file: ${cause}, got "${got}"`, { fix })
}
