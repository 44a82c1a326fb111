// By which of the router's ports the clients' connections go on: one that was forgotten is given another where ports are drawn.
import { sameEnd } from '../../kit/socket-end.ts'
import type { Network } from './network.ts'
import type { Standing } from './standing.ts'

/** Looks now; how many of them were last seen to go by another port, when asked. 0 where the router speaks in nobody's stead. */
export function portsSince({ translations }: Pick<Network, 'translations'>, known: readonly Standing[]): () => number {
  const now = ({ protocol, local, remote }: Standing) => translations?.seenBy(remote, local, protocol) ?? local
  const before = known.map(one => ({ one, port: now(one) }))
  return () => before.filter(({ one, port }) => !sameEnd(now(one), port)).length
}
