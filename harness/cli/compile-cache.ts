// What Node has made of our modules once, and of Vitest's, is kept for the next command: loading them is most of what a short one does.
import { enableCompileCache } from 'node:module'
import { cachePath } from '../kit/cache.ts'

/** For this process from here on, and for the workers and programs that it starts. Where nothing can be kept nothing is. */
export function keepCompiled(): void {
  try {
    process.env.NODE_COMPILE_CACHE ??= cachePath('compile-cache')
    enableCompileCache()
  } catch {
    // A user without a home has no cache.
  }
}
