// Links read back from the kernel, by its own settings and counters: what was asked for is known, and what is there has to be looked at.
import { sleep } from '../../kit/clock.ts'
import { until } from '../../kit/until.ts'
import { isClient } from '../../model/host.ts'
import { isShaped, type Link, type Links, roundTripOf } from '../../model/link.ts'
import type { LinkEndRecord, LinkRecord } from '../../model/link-record.ts'
import type { HostName, Ms } from '../../model/units.ts'
import type { VethEnd } from '../../netlink/link.ts'
import { linkState } from '../../netlink/link-state.ts'
import { qdiscOf } from '../../netlink/qdisc-state.ts'
import { hearAnnounced } from './announced.ts'
import { echoReplies, timeRoundTrip } from './faults/round-trip.ts'
import { clampedOf } from './mss-clamp.ts'
import { type HostPlace, type Network, peerOf } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Times what has a delay, and has all links read back when the watch ends; nothing where no links are asked for. */
export async function watchLinks(testbed: PacketTestbed, links: Links | undefined, signal: AbortSignal): Promise<void> {
  if (!links) return
  const announced = hearAnnounced(testbed, links)
  const trips = await timeRoundTrips(testbed, links, signal)
  testbed.recorder.atTheEnd(() => {
    testbed.poll()
    return readLinks(testbed.network, trips, announced)
  })
}

/** Of each host that has a link of its own, as it is now. */
function readLinks(
  network: Network,
  trips: RoundTrips,
  announced: ReturnType<typeof hearAnnounced>,
): readonly LinkRecord[] {
  return network.hosts
    .filter(({ link }) => link !== undefined)
    .map(place => {
      const clamped = clampedOf(network, place)
      const syn = announced.get(place.host)
      const roundTrip = trips.get(place.host)
      return {
        host: place.host,
        ends: { host: readEnd(place.device, place.link), router: readEnd(place.port, place.link) },
        ...(clamped === undefined ? {} : { clamped }),
        ...(syn ? { announced: syn } : {}),
        ...(roundTrip ? { roundTrip } : {}),
      }
    })
}

/** How long an answer took, to somebody at the other side and back, by the host whose link it is about. */
type RoundTrips = ReadonlyMap<HostName, NonNullable<LinkRecord['roundTrip']>>

/** Times one by each link that has a delay, when the answers of the warming up are there. One that does not come is missing. */
async function timeRoundTrips(testbed: PacketTestbed, links: Links, signal: AbortSignal): Promise<RoundTrips> {
  const late = testbed.network.hosts.filter(({ host }) => roundTripOf(links, [host]))
  const asked = late.flatMap(place => askedOf(testbed, place, links) ?? [])
  const trips = new Map<HostName, NonNullable<LinkRecord['roundTrip']>>()
  // The answers that one host takes in are counted, whoever they are from: it asks one after the other.
  const each = [...Map.groupBy(asked, ({ from }) => from).values()].map(async ofOne => {
    for (const one of ofOne) {
      const { host, from, to } = one
      const tookMs = await quickest(testbed, one, signal)
      if (tookMs !== undefined) trips.set(host, { from: from.host, to: to.host, tookMs })
    }
  })
  await Promise.all(each)
  return trips
}

/** By whose link, from whom to whom, and how long that takes as it is asked for. */
interface Asked {
  readonly host: HostName
  readonly from: HostPlace
  readonly to: HostPlace
  readonly leastMs: Ms
  readonly mostMs: Ms
  readonly lossy: boolean
}

function askedOf({ network }: PacketTestbed, place: HostPlace, links: Links): Asked | undefined {
  const peer = peerOf(network, place)
  if (!peer) return undefined
  const [from, to] = isClient(place) ? [place, peer] : [peer, place]
  const hosts = [from.host, to.host]
  const [leastMs, mostMs] = roundTripOf(links, hosts) ?? [0, 0]
  return { host: place.host, from, to, leastMs, mostMs, lossy: hosts.some(host => (links[host]?.lossPercent ?? 0) > 0) }
}

/** One that is later than asked is timed again: a busy machine is late now and then, and a slow link is so each time. */
async function quickest(testbed: PacketTestbed, asked: Asked, signal: AbortSignal): Promise<Ms | undefined> {
  let least: Ms | undefined
  for (let left = 3; left > 0 && !(least !== undefined && least <= asked.mostMs + quietMs); left--) {
    const tookMs = await tripBy(testbed, asked, signal)
    if (tookMs === undefined) break
    least = Math.min(least ?? tookMs, tookMs)
  }
  return least
}

async function tripBy(testbed: PacketTestbed, { from, to, leastMs, mostMs, lossy }: Asked, signal: AbortSignal) {
  const { family } = testbed.network
  for (let before = -1; before !== echoReplies(from.netns, family); ) {
    before = echoReplies(from.netns, family)
    await sleep(mostMs + quietMs, signal)
  }
  const withinMs = tries * (mostMs + quietMs)
  const path = { from: from.host, to: to.host }
  // Where nothing is lost, nothing is asked twice: a late answer to the first would be taken for a quick one to the second.
  using trip = timeRoundTrip(testbed, path, { leastMs, mostMs: lossy ? mostMs : withinMs })
  const what = `time a round trip from ${path.from} to ${path.to}`
  return await until(what, () => trip.tookMs, { withinMs, everyMs: 1, signal }).catch(() => signal.throwIfAborted())
}

/** What is later than its link makes it is not expected any more. */
const quietMs = 20
const tries = 10

/** Where a link has no shape of its own, what stands at its end is a fault's. */
function readEnd(end: VethEnd, link: Link | undefined): LinkEndRecord {
  const { mtuBytes } = linkState(end.netns, end)
  if (!isShaped(link)) return { mtuBytes, passed: 0, lost: 0 }
  const { netem, packets = 0, dropped = 0 } = qdiscOf(end.netns, end) ?? {}
  if (!netem) return { mtuBytes, passed: packets, lost: dropped }
  const { limitPackets: _limit, ...shape } = netem
  return { mtuBytes, shape, passed: packets, lost: dropped }
}
