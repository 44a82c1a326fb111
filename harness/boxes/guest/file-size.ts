// Whether files may grow as large as a guest needs: its memory is one, and where it may not be, the kernel ends without a word.
import { HalfopenError } from '../../kit/errors.ts'
import { processLimit } from '../../kit/process-limit.ts'

/** Throws E_SHORTAGE where they may not. */
export function requireFileSize(memoryMb: number): void {
  const mostBytes = processLimit('Max file size')
  if (mostBytes === undefined || mostBytes >= memoryMb * 2 ** 20) return
  const needed = `a guest has its memory in one of ${memoryMb} MB`
  throw new HalfopenError(
    'E_SHORTAGE',
    `Cannot start a guest: no file may grow so large, got "${mostBytes}" bytes: ${needed}`,
    {
      fix: 'Let files grow: ulimit -f unlimited',
    },
  )
}
