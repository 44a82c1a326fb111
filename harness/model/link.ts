// What a host's link is like all the time, whatever goes wrong besides.
import type { HostName, Ms } from './units.ts'

/** The same both ways, to the host and from it. What is absent is none. */
export interface Link {
  /** Each packet takes so much longer, one way. */
  delayMs?: Ms
  /** Longer or shorter by up to so much: packets may overtake each other then. */
  jitterMs?: Ms
  /** So many in a hundred are lost, arrive twice, or overtake all that is delayed. */
  lossPercent?: number
  duplicatePercent?: number
  reorderPercent?: number
  /** So many bits a second, one way; what comes faster waits in a queue of 1,000 packets. */
  rateBitsPerSecond?: number
  /** The longest packet. The host knows it, and so announces segments that fit. */
  mtuBytes?: number
  /** The longest segment that the router lets both ends of a connection announce. */
  mssClampBytes?: number
}

/** By host. */
export type Links = Readonly<Record<HostName, Link>>

/** Whether it needs more of the kernel than lengths: netem. */
export function isShaped({ mtuBytes: _known, mssClampBytes: _announced, ...rest }: Link = {}): boolean {
  return Object.values(rest).some(value => value > 0)
}

/** How long a packet and its answer take on the links of these hosts, at the shortest and at the longest; undefined where no link has a delay. */
export function roundTripOf(links: Links | undefined, hosts: readonly HostName[]): readonly [Ms, Ms] | undefined {
  const own = hosts.flatMap(host => links?.[host] ?? [])
  if (!own.some(({ delayMs, jitterMs }) => (delayMs ?? 0) + (jitterMs ?? 0) > 0)) return undefined
  const least = ({ delayMs = 0, jitterMs = 0, reorderPercent = 0 }: Link) =>
    reorderPercent > 0 ? 0 : Math.max(0, delayMs - jitterMs)
  const most = ({ delayMs = 0, jitterMs = 0, rateBitsPerSecond = Number.POSITIVE_INFINITY }: Link) =>
    delayMs + jitterMs + (1_000 * probeBits) / rateBitsPerSecond
  const both = (one: (link: Link) => Ms) => 2 * own.reduce((sum, link) => sum + one(link), 0)
  return [both(least), both(most)]
}

/** What a SYN between these hosts announces past the router, where it announced so many bytes before. */
export function clampedTo(links: Links | undefined, hosts: readonly HostName[], announcedBytes: number): number {
  return Math.min(announcedBytes, ...hosts.flatMap(host => links?.[host]?.mssClampBytes ?? []))
}

/** Of an echo request of ours and its Ethernet header: what a narrow link needs its time for. */
const probeBits = 8 * 78
