// Folders within folders. Node's own `recursive` never ends where a file system makes no folders and says that there is none, as /proc does.
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Makes a folder and what is missing above it. Throws a Node error with a sentence where it cannot be made. */
export function makeFolder(path: string, { mode }: { mode?: number } = {}): void {
  const missing: string[] = []
  let at = resolve(path)
  while (!made(at, mode)) {
    missing.push(at)
    at = dirname(at)
  }
  for (const next of missing.reverse()) if (!made(next, mode)) throw noFolders(dirname(next))
}

/** Whether it is there now; not where what is above it is missing, or makes none. */
function made(path: string, mode: number | undefined): boolean {
  try {
    mkdirSync(path, mode === undefined ? {} : { mode })
    return true
  } catch (thrown) {
    if (isFolder(path)) return true
    if (codeOf(thrown) === 'ENOENT' && !isFolder(dirname(path))) return false
    throw codeOf(thrown) === 'ENOENT' ? noFolders(dirname(path)) : thrown
  }
}

function noFolders(path: string): Error {
  return Object.assign(new Error(`no folder can be made in ${path}`), { code: 'ENOENT' })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
}
