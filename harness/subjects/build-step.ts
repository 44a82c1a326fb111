// One command on the way to something that is kept in the cache: it succeeds, or its own last words are the error.
import { HalfopenError } from '../kit/errors.ts'
import { type Once, runOnce } from '../kit/run-once.ts'

/** Rejects with E_BUILD. `cannot`: what failed with it, such as `compile Reader.java`. */
export async function buildStep(spec: Once, { cannot, fix, withinMs, signal }: Step): Promise<void> {
  const { ended, lines } = await runOnce(spec, { withinMs, signal })
  if (ended === 'well') return
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
