// What Node has made of our modules once, and of Vitest's, is kept for the next command: loading them is most of what a short one does.
import { existsSync, mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { dirname } from 'node:path'
import { cachePath, compileCache } from '../kit/cache.ts'

/** For this process from here on, and for the workers and programs that it starts. Where nothing can be kept nothing is. */
export function keepCompiled(): void {
  if (process.env.NODE_COMPILE_CACHE) return
  try {
    const folder = cachePath(compileCache)
    make(folder)
    process.env.NODE_COMPILE_CACHE = folder
    enableCompileCache(folder)
  } catch {
    // A user without a home, or with one that cannot be written, has no cache.
  }
}

/** Node's own way to make a folder with those above it never ends where none can be made, as below /proc. */
function make(folder: string): void {
  if (existsSync(folder)) return
  make(dirname(folder))
  mkdirSync(folder)
}
