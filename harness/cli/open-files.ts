// Whether this process may open as many files as any run needs: with too few, whatever comes first breaks, Node itself as well.
import { HalfopenError } from '../kit/errors.ts'
import { processLimit } from '../kit/process-limit.ts'

/** Throws E_SHORTAGE below that. Where the system does not tell, it is taken to be enough. */
export function requireOpenFiles(): void {
  const most = processLimit('Max open files') ?? fewest
  if (most >= fewest) return
  throw new HalfopenError('E_SHORTAGE', `Cannot run scenarios: too few files may be open at once, got "${most}"`, {
    fix: 'Let more be open: ulimit -n 1024',
  })
}

/** One scenario takes some 50 of them, and each that runs beside it 20 more. */
const fewest = 128
