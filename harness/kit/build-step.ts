// One command on the way to something that is kept in the cache: it succeeds, or what it said is the error, or what had run out when it said so.
import { HalfopenError } from './errors.ts'
import { type Once, runOnce } from './run-once.ts'
import { shortageIn } from './shortage.ts'

/** Rejects with E_BUILD. `cannot`: what failed with it, such as `compile Reader.java`. */
export async function buildStep(spec: Once, { cannot, fix, withinMs, signal }: Step): Promise<void> {
  const { ended, lines } = await runOnce(spec, { withinMs, signal })
  if (ended === 'well') return
  const short = shortageIn(lines)
  if (short)
    throw new HalfopenError('E_BUILD', `Cannot ${cannot}: ${short.why}`, {
      fix: short.ofDisk ? `${short.fix}, or set XDG_CACHE_HOME to a folder on another disk` : short.fix,
    })
  throw new HalfopenError('E_BUILD', `Cannot ${cannot}: "${spec.file}" ${ended}: ${lines.slice(-10).join(' / ')}`, {
    ...(fix === undefined ? {} : { fix }),
  })
}

interface Step {
  readonly cannot: string
  readonly fix?: string
  readonly withinMs: number
  readonly signal: AbortSignal
}
