// Proves that a new network carries packets, both ways and in both families, before a program's first packet depends on it.
import { until } from '../../kit/until.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** An echo request and its answer in each family. Rejects with E_DEADLINE when they do not come through. */
export async function warmUp(
  send: (family: 4 | 6) => void,
  passed: PacketTestbed['passed'],
  families: readonly (4 | 6)[],
  signal: AbortSignal,
): Promise<void> {
  for (const family of families) {
    const before = passed()?.client ?? 0
    const answered = () => {
      if ((passed()?.client ?? 0) > before) return true
      send(family)
      return (passed()?.client ?? 0) > before || undefined
    }
    await until(`see IPv${family} packets pass the new network both ways`, answered, {
      withinMs: 3_000,
      everyMs: 1,
      signal,
    })
  }
}
