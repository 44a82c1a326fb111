// Proves that a new network carries packets, both ways and in both families, before a program's first packet depends on it.
import { until } from '../../kit/until.ts'

/** An echo request and its answer in each family. `answers`: how many packets have come back so far. Rejects with E_DEADLINE when none comes. */
export async function warmUp(
  send: (family: 4 | 6) => void,
  answers: () => number | undefined,
  families: readonly (4 | 6)[],
  signal: AbortSignal,
): Promise<void> {
  for (const family of families) {
    const before = answers() ?? 0
    const answered = () => {
      if ((answers() ?? 0) > before) return true
      send(family)
      return (answers() ?? 0) > before || undefined
    }
    await until(`see IPv${family} packets pass the new network both ways`, answered, {
      withinMs: 3_000,
      everyMs: 1,
      signal,
    })
  }
}
