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
  const waiting = greeted(together, path)
  for (const family of path.families) await answered(waiting, path, family, signal)
  if (rest.length > 0) await warmUp(rest, path, signal)
}

/** All say something in each family. Gives those whose gates have not passed as many answers. */
function greeted(pairs: readonly Pair[], path: WarmPath): readonly Pair[] {
  const before = path.passed()
  for (const pair of pairs) for (const family of path.families) path.send(pair, family)
  return pairs.filter(passedLess(path, before, path.families.length))
}

/** They say it again in one family, until all are answered. */
async function answered(pairs: readonly Pair[], path: WarmPath, family: 4 | 6, signal: AbortSignal): Promise<void> {
  if (pairs.length === 0) return
  const before = path.passed()
  let unanswered = pairs
  const all = () => {
    for (const pair of unanswered) path.send(pair, family)
    unanswered = unanswered.filter(passedLess(path, before, 1))
    return unanswered.length === 0 || undefined
  }
  await until(`see IPv${family} packets pass the new network both ways`, all, { withinMs: 3_000, everyMs: 1, signal })
}

/** Whose gate has passed on less than so many packets since. */
function passedLess(path: WarmPath, before: Passed, packets: number): (pair: Pair) => boolean {
  const now = path.passed()
  return ({ client: { gate } }) => (now?.[gate.name] ?? 0) - (before?.[gate.name] ?? 0) < packets
}

type Passed = ReturnType<WarmPath['passed']>

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
