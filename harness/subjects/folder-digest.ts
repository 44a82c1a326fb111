// What a folder of sources is, in a few letters: whoever compiles it makes it anew when that is another.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Of the names of its files and what is in them, also in folders below; but for hidden ones and `node_modules`. Throws a Node error. */
export function folderDigest(folder: string): string {
  return digestOf(JSON.stringify(namesIn(folder).map(name => [name, digestOf(readFileSync(join(folder, name)))])))
}

/** Of a text or of bytes. */
export function digestOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 12)
}

function namesIn(folder: string, below = ''): readonly string[] {
  const names = readdirSync(join(folder, below)).filter(name => !name.startsWith('.') && name !== 'node_modules')
  return names.toSorted().flatMap(name => {
    const path = join(below, name)
    const found = statSync(join(folder, path), { throwIfNoEntry: false })
    return found?.isDirectory() ? namesIn(folder, path) : found?.isFile() ? [path] : []
  })
}
