// Whether a program is there to be started.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** By its path, or by its name in one of the folders of PATH. */
export function isInstalled(program: string): boolean {
  const folders = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return folders.some(folder => isExecutable(join(folder, program)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
