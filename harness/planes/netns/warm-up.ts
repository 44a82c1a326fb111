// Proves that a new network carries packets, both ways and in both families, before a program's first packet depends on it.

import { until } from '../../kit/until.ts'
import { isClient } from '../../model/host.ts'
import { type HostPlace, type Network, peerOf } from './network.ts'

/**
 * An echo request and its answer in each family, for all pairs at once whose answers come by gates of their own. Rejects with E_DEADLINE when
 * one gets none.
 */
export async function warmUp(pairs: readonly Pair[], path: WarmPath, signal: AbortSignal): Promise<void> {
  const [together, rest] = apart(pairs)
  for (const family of path.families) {
    const before = path.passed()
    const unanswered = () => {
      const now = path.passed()
      return together.filter(({ client: { gate } }) => (now?.[gate.name] ?? 0) <= (before?.[gate.name] ?? 0))
    }
    const answered = () => {
      for (const pair of unanswered()) path.send(pair, family)
      return unanswered().length === 0 || undefined
    }
    await until(`see IPv${family} packets pass the new network both ways`, answered, {
      withinMs: 3_000,
      everyMs: 1,
      signal,
    })
  }
  if (rest.length > 0) await warmUp(rest, path, signal)
}

/** What packets are sent by, and seen by. */
interface WarmPath {
  readonly families: readonly (4 | 6)[]
  readonly send: (pair: Pair, family: 4 | 6) => void
  /** Packets that each gate has passed on so far. */
  readonly passed: () => Readonly<Record<string, number>> | undefined
}

/** One pair for each gate of a client, and all others. */
function apart(pairs: readonly Pair[]): [Pair[], Pair[]] {
  const first = new Map(pairs.toReversed().map(pair => [pair.client.gate, pair]))
  return [[...first.values()].toReversed(), pairs.filter(pair => first.get(pair.client.gate) !== pair)]
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

/** Who greets whom. */
export interface Pair {
  readonly client: HostPlace
  readonly server: HostPlace
}
