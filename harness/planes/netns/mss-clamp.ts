// The router lowers the longest segment that is announced past it, to and from the hosts whose links ask for it.
import { setMaxSegment } from '../../netlink/nft/action.ts'
import { replaceTable } from '../../netlink/nft/batch.ts'
import { tcpFlags } from '../../netlink/nft/match.ts'
import { comingFrom, wayToward } from './gates.ts'
import type { Network } from './network.ts'

/** Puts the rules for all hosts into the place of older ones; nothing where no link has a clamp. */
export function clampSegments(network: Network): void {
  const rules = network.hosts.flatMap(place => {
    const { mssClampBytes } = place.link ?? {}
    if (mssClampBytes === undefined) return []
    const ways = [...wayToward(network, place).when, ...comingFrom(network, place)]
    return ways.map((way, at) => ({
      name: `clamp ${place.host} (${at + 1})`,
      when: [...way, tcpFlags(['syn'], ['syn', 'rst'])],
      does: [setMaxSegment(mssClampBytes)],
    }))
  })
  if (rules.length === 0) return
  const chains = [{ hook: 'forward', priority: mangle, rules }] as const
  network.router.request(...replaceTable({ name: 'halfopen_clamp', chains }))
}

/** NF_IP_PRI_MANGLE: before any rule that judges. */
const mangle = -150
