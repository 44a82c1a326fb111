// The router lowers the longest segment that is announced past it, to and from the hosts whose links ask for it.
import { setMaxSegment } from '../../netlink/nft/action.ts'
import { replaceTable } from '../../netlink/nft/batch.ts'
import { counters } from '../../netlink/nft/counters.ts'
import { tcpFlags } from '../../netlink/nft/match.ts'
import { comingFrom, wayToward } from './gates.ts'
import type { HostPlace, Network } from './network.ts'

/** Puts the rules for all hosts into the place of older ones; nothing where no link has a clamp. */
export function clampSegments(network: Network): void {
  const rules = network.hosts.flatMap(place => {
    const { mssClampBytes } = place.link ?? {}
    if (mssClampBytes === undefined) return []
    const ways = [...wayToward(network, place).when, ...comingFrom(network, place)]
    return ways.map((way, at) => ({
      name: nameOf(place, at),
      when: [...way, tcpFlags(['syn'], ['syn', 'rst'])],
      does: [setMaxSegment(mssClampBytes)],
    }))
  })
  if (rules.length === 0) return
  const chains = [{ hook: 'forward', priority: mangle, rules }] as const
  network.router.request(...replaceTable({ name: table, chains }))
}

/** How many SYNs have met the rules for a host; undefined where one of them is missing, or there are to be none. */
export function clampedOf(network: Network, place: HostPlace): number | undefined {
  if (place.link?.mssClampBytes === undefined) return undefined
  const counted = counters(network.router, table)
  const ways = [...wayToward(network, place).when, ...comingFrom(network, place)]
  const met = ways.flatMap((_way, at) => counted[nameOf(place, at)] ?? [])
  return met.length === ways.length ? met.reduce((sum, { packets }) => sum + packets, 0) : undefined
}

const table = 'halfopen_clamp'
const nameOf = ({ host }: HostPlace, at: number) => `clamp ${host} (${at + 1})`

/** NF_IP_PRI_MANGLE: before any rule that judges. */
const mangle = -150
