// Hands out the lines of a file while another writes it: a guest's output lies in files, and there is no pipe out of it.
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { every } from '../../kit/clock.ts'
import { LineSplitter } from '../../kit/line-splitter.ts'

const lookEveryMs = 100

/** Calls `onLine` for each line. Disposing reads the rest first, a last line without its end included; twice is harmless. */
export function followFile(folder: string, name: string, onLine: (text: string) => void): AsyncDisposable {
  const fd = openSync(join(folder, name), 'r')
  const lines = new LineSplitter({ line: onLine, rest: () => {}, full: () => false, skipped: () => {} })
  const chunk = Buffer.alloc(64 << 10)
  let open = true
  const look = () => {
    for (let size = readSync(fd, chunk); size > 0; size = readSync(fd, chunk))
      lines.push(Buffer.from(chunk.subarray(0, size)))
  }
  const looking = every(lookEveryMs, look)
  return {
    [Symbol.asyncDispose]: async () => {
      if (!open) return
      open = false
      looking[Symbol.dispose]()
      look()
      closeSync(fd)
      lines.end()
    },
  }
}
