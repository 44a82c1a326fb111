// Links read back from the kernel, by its own settings and counters: what was asked for is known, and what is there has to be looked at.
import { sleep } from '../../kit/clock.ts'
import { until } from '../../kit/until.ts'
import { isClient } from '../../model/host.ts'
import { type Links, roundTripOf } from '../../model/link.ts'
import type { LinkEndRecord, LinkRecord } from '../../model/link-record.ts'
import type { HostName } from '../../model/units.ts'
import type { VethEnd } from '../../netlink/link.ts'
import { linkState } from '../../netlink/link-state.ts'
import { qdiscOf } from '../../netlink/qdisc-state.ts'
import { echoReplies, timeRoundTrip } from './faults/round-trip.ts'
import { clampedOf } from './mss-clamp.ts'
import { type HostPlace, type Network, peerOf } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Times what has a delay, and has all links read back when the watch ends; nothing where no links are asked for. */
export async function watchLinks(testbed: PacketTestbed, links: Links | undefined, signal: AbortSignal): Promise<void> {
  if (!links) return
  const trips = await timeRoundTrips(testbed, links, signal)
  testbed.recorder.atTheEnd(() => readLinks(testbed.network, trips))
}

/** Of each host that has a link of its own, as it is now. */
function readLinks(network: Network, trips: RoundTrips): readonly LinkRecord[] {
  return network.hosts
    .filter(({ link }) => link !== undefined)
    .map(place => {
      const clamped = clampedOf(network, place)
      const roundTrip = trips.get(place.host)
      return {
        host: place.host,
        ends: { host: readEnd(place.device), router: readEnd(place.port) },
        ...(clamped === undefined ? {} : { clamped }),
        ...(roundTrip ? { roundTrip } : {}),
      }
    })
}

/** How long an answer took, by the host whose link it is about. */
type RoundTrips = ReadonlyMap<HostName, NonNullable<LinkRecord['roundTrip']>>

/**
 * Times one by each link that has a delay, to somebody at the other side and back, when the answers of the warming up are there. One that does not come
 * is missing.
 */
async function timeRoundTrips(testbed: PacketTestbed, links: Links, signal: AbortSignal): Promise<RoundTrips> {
  const { network } = testbed
  const late = network.hosts.filter(({ host }) => roundTripOf(links, [host]))
  const timed = await Promise.all(
    late.map(async place => [place.host, await tripBy(testbed, place, links, signal)] as const),
  )
  return new Map(timed.flatMap(([host, trip]) => (trip ? [[host, trip] as const] : [])))
}

async function tripBy(testbed: PacketTestbed, place: HostPlace, links: Links, signal: AbortSignal) {
  const peer = peerOf(testbed.network, place)
  if (!peer) return undefined
  const [from, to] = isClient(place) ? [place, peer] : [peer, place]
  const path = { from: from.host, to: to.host }
  const [leastMs, mostMs] = roundTripOf(links, [from.host, to.host]) ?? [0, 0]
  const { family } = testbed.network
  for (let before = -1; before !== echoReplies(from.netns, family); ) {
    before = echoReplies(from.netns, family)
    await sleep(mostMs + quietMs, signal)
  }
  using trip = timeRoundTrip(testbed, path, { leastMs, mostMs })
  const what = `time a round trip from ${path.from} to ${path.to}`
  const limit = { withinMs: tries * (mostMs + quietMs), everyMs: 1, signal }
  const tookMs = await until(what, () => trip.tookMs, limit).catch(() => signal.throwIfAborted())
  return tookMs === undefined ? undefined : { ...path, tookMs }
}

/** What is later than its link makes it is not expected any more. */
const quietMs = 20
const tries = 10

function readEnd(end: VethEnd): LinkEndRecord {
  const { mtuBytes } = linkState(end.netns, end)
  const { netem, packets = 0, dropped = 0 } = qdiscOf(end.netns, end) ?? {}
  if (!netem) return { mtuBytes, passed: packets, lost: dropped }
  const { limitPackets: _limit, ...shape } = netem
  return { mtuBytes, shape, passed: packets, lost: dropped }
}
