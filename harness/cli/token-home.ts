// A home for what Vitest wants to keep, where the user has none that can be written to.
import { access, constants } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { makeRunFolder } from '../boxes/run-folder.ts'
import { makeFolder } from '../kit/make-folder.ts'

/**
 * Vitest keeps a token for its own pages in the user's data; where HOME is somebody else's, as in a container of any user, it would not even
 * begin. It then gets a folder for as long as it begins.
 */
export async function homeForToken(): Promise<AsyncDisposable> {
  const { XDG_DATA_HOME: before } = process.env
  const data = join(before || join(homedir(), '.local/share'), 'vitest')
  if (process.platform !== 'linux' || (await isUsable(data))) return { [Symbol.asyncDispose]: async () => {} }
  const folder = makeRunFolder()
  process.env.XDG_DATA_HOME = folder.path
  return {
    [Symbol.asyncDispose]: async () => {
      if (before === undefined) delete process.env.XDG_DATA_HOME
      else process.env.XDG_DATA_HOME = before
      await folder[Symbol.asyncDispose]()
    },
  }
}

async function isUsable(folder: string): Promise<boolean> {
  try {
    makeFolder(folder, { mode: 0o700 })
    await access(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
