// Whether this process may open as many files as any run needs: with too few, whatever comes first breaks, Node itself as well.
import { readFileSync } from 'node:fs'
import { HalfopenError } from '../kit/errors.ts'

/** Throws E_SHORTAGE below that. Where the system does not tell, it is taken to be enough: getrlimit(2), proc_pid_limits(5). */
export function requireOpenFiles(): void {
  const most = Number(/^Max open files +(\d+)/m.exec(limits())?.[1] ?? fewest)
  if (most >= fewest) return
  throw new HalfopenError('E_SHORTAGE', `Cannot run scenarios: too few files may be open at once, got "${most}"`, {
    fix: 'Let more be open: ulimit -n 1024',
  })
}

/** One scenario takes some 50 of them, and each that runs beside it 20 more. */
const fewest = 128

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    return ''
  }
}
