// Proves that a new network carries packets, both ways and in both families, before a program's first packet depends on it.

import { until } from '../../kit/until.ts'
import { isClient } from '../../model/host.ts'
import { type HostPlace, type Network, peerOf } from './network.ts'

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

/** Each of these hosts with one at the other side, each pair once. */
export function pairsToWarm(network: Pick<Network, 'hosts'>, places: readonly HostPlace[]): readonly Pair[] {
  const pairs = places.flatMap(place => {
    const peer = peerOf(network, place)
    if (!peer) return []
    return isClient(place) ? [{ client: place, server: peer }] : [{ client: peer, server: place }]
  })
  return [...new Map(pairs.map(pair => [`${pair.client.host} ${pair.server.host}`, pair])).values()]
}

interface Pair {
  readonly client: HostPlace
  readonly server: HostPlace
}
