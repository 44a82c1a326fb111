// What nobody has used for a month leaves the cache: each version of a client's libraries, of a guest or of Node has a place of its own there.
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const keptMs = 30 * 24 * 3_600_000

/**
 * Takes away what lies in a folder and was last used so long before something that was used just now, `young`; of a folder named in `within` what its own
 * folders have, and not itself. What cannot be looked at, or taken away, is left. Never rejects.
 */
export async function removeDisused(folder: string, young: string, within: readonly string[] = []): Promise<void> {
  const nowMs = await touchedMs(young)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (within.includes(name)) {
      for (const below of await readdir(path).catch(() => [])) await removeDisused(join(path, below), young)
      continue
    }
    if (nowMs - (await touchedMs(path)) > keptMs) await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

/** By the clock of the file system. What is not there is of any age: it is left. */
async function touchedMs(path: string): Promise<number> {
  return await lstat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.NaN,
  )
}
