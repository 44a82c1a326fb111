// An injection whose story has more to it than its own fault: what led to it, or what came after.
import type { Evidence } from '../../../model/evidence.ts'
import type { Injection } from '../../plane.ts'

/** The injection, with more to its evidence: none without its own. */
export function retold(
  injection: Injection,
  tell: (evidence: Evidence) => Evidence | undefined,
  more: More = {},
): Injection {
  const { disposed = () => {}, sinceMs = injection.sinceMs } = more
  const { fault, atMs, byMs, quietMs, sysctls } = injection
  return {
    fault,
    atMs,
    byMs,
    quietMs,
    get found() {
      return injection.found
    },
    get spared() {
      return injection.spared
    },
    sysctls,
    sinceMs,
    get healedAtMs() {
      return injection.healedAtMs
    },
    evidence: async () => {
      const own = await injection.evidence()
      return own === undefined ? undefined : tell(own)
    },
    [Symbol.asyncDispose]: async () => {
      try {
        await injection[Symbol.asyncDispose]()
      } finally {
        disposed()
      }
    },
  }
}

/** What else there is to it. `disposed` runs after it was healed. */
interface More {
  readonly disposed?: () => void
  readonly sinceMs?: Injection['sinceMs']
}
