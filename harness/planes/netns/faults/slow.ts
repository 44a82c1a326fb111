// The way is slow and nobody is dead: netem where packets leave the router, and a request of our own that shows how late answers come.
import { isNarrow } from '../../../faults/where.ts'
import { sum } from '../../../kit/sum.ts'
import type { Fault } from '../../../model/fault.ts'
import { isClient } from '../../../model/host.ts'
import type { VethEnd } from '../../../netlink/link.ts'
import { replaceNetem } from '../../../netlink/qdisc.ts'
import { type QdiscState, qdiscOf } from '../../../netlink/qdisc-state.ts'
import type { Injection } from '../../plane.ts'
import { packetsText } from '../evidence.ts'
import { gatesOf, ownsGate, type Toward, wayThrough, wayToward } from '../gates.ts'
import { injected } from '../injection.ts'
import { placeAt } from '../links.ts'
import { clientsOf, firstPath, type HostPlace, type Network } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { takeShape } from '../shapes.ts'
import { waysAbout } from '../ways.ts'
import { isAsAsked, isLikely } from './as-asked.ts'
import { Came } from './came.ts'
import { lateness, tripOf } from './lateness.ts'
import { timeRoundTrip } from './round-trip.ts'
import { slowSome } from './slow-some.ts'

/**
 * Slows the way. Healed, packets pass at once again; those that are held still come, each in its own time, and may be overtaken.
 * Whatever was asked for has to be seen: lateness by an answer that took so long, or by packets that are held at this moment and a
 * request without an answer; loss by packets that were lost, or by its kernel's word alone where no program has sent any.
 */
export async function slow(testbed: PacketTestbed, fault: Fault<'slow'>): Promise<Injection> {
  if (isNarrow(fault)) return await slowSome(testbed, fault)
  const { network } = testbed
  const { router } = network
  const { delayMs, jitterMs = 0, lossPercent = 0, toward = 'both', forMs } = fault
  const ways = toward === 'both' ? waysThrough(network) : waysTo(network, testbed.place(toward))
  const path = toward === 'both' ? firstPath(network) : wayToward(network, testbed.place(toward)).canary
  const devices = ways.map(({ device }) => device)
  using raising = new DisposableStack() // what is taken is given back where raising it fails
  raising.use(takeShape(network, fault, devices))
  const { clock } = testbed.recorder
  const atMs = clock.nowMs()
  const asked = { delayMs, jitterMs, lossPercent, limitPackets }
  router.request(...ways.map(({ device, seed }) => replaceNetem(device, { ...asked, seed }, placeAt(network, device))))
  const byMs = clock.nowMs()
  const before = ways.map(({ device }) => qdiscOf(router, device, placeAt(network, device)))
  let doubted = false
  const came = raising.use(new Came(testbed, waysAbout(testbed, fault)))
  const trip = path && timeRoundTrip(testbed, path, tripOf(fault))
  const evidence = () => {
    const counts = ways.map((way, at) =>
      countsSince(way, before[at], qdiscOf(router, way.device, placeAt(network, way.device)), fault),
    )
    if (!counts.every(count => count !== undefined)) return undefined
    const isUnmet = lossPercent > 0 && came.none
    if (lossPercent > 0 && !isUnmet && counts.every(({ lost }) => lost === 0)) {
      if (!doubted) testbed.recorder.trouble(`no packet was lost so far, at ${lossPercent} %: more have to pass`)
      doubted = true
      return undefined
    }
    const all = { lost: sum(counts.map(({ lost }) => lost)), passed: sum(counts.map(({ passed }) => passed)) }
    if (!isLikely(all, fault.lossPercent ?? 0)) {
      if (!doubted)
        testbed.recorder.trouble(`${all.lost} of ${all.lost + all.passed} packets were lost, at ${fault.lossPercent} %`)
      doubted = true
      return undefined
    }
    const late =
      delayMs > 0 ? trip && lateness(trip, fault, sum(counts.map(({ held }) => held))) : { text: [], facts: {} }
    // A request of our own may be lost as well.
    if (!late && !isUnmet) return undefined
    const sums = [...Map.groupBy(counts, ({ text }) => text).values()].flatMap(summedUp)
    const text = [
      ...(late?.text ?? []),
      ...sums.map(words),
      ...(isUnmet ? ['in force, and no program sent anything'] : []),
    ]
    const facts = { ...late?.facts, ...Object.assign({}, ...sums.map(numbers)) }
    return { text: text.join('; '), facts }
  }
  const taken = raising.move()
  const heal = () => {
    trip?.[Symbol.dispose]()
    taken.dispose()
    router.request(...ways.map(({ device }) => replaceNetem(device, { limitPackets }, placeAt(network, device))))
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}

/** A gigabyte of full packets: the way is slow, and not narrow. */
const limitPackets = 700_000

/** Where packets toward somebody leave the router. Each has luck of its own, and the same in every run, so that repeats agree. */
interface SlowWay extends Pick<Toward, 'text' | 'fact'> {
  readonly device: VethEnd
  readonly seed: bigint
}

function waysThrough(network: Network): readonly SlowWay[] {
  return gatesOf(network).map(gate => ({
    ...wayThrough(network, gate),
    device: gate.device,
    seed: seedOf(network, gate.hosts[0]),
  }))
}

/** By its gate where that is its own; by its port of the bridge, and that of whoever stands in for it, where it shares one. */
function waysTo(network: Network, place: HostPlace): readonly SlowWay[] {
  const own = { ...wayToward(network, place), device: place.gate, seed: seedOf(network, place) }
  if (ownsGate(network, place)) return [own]
  const reached = network.hosts.filter(other => other === place || other.standsInFor === place.host)
  return reached.map(({ port }) => ({ ...own, device: port }))
}

/** Parts of the square root of two and of the golden ratio: well mixed, and unlike each other. */
const seeds = { server: 0x6a09e667f3bcc908n, client: 0x9e3779b97f4a7c15n } as const

function seedOf(network: Network, place: HostPlace): bigint {
  const nth = isClient(place) ? clientsOf(network).indexOf(place) : 0
  const seed = isClient(place) ? seeds.client : seeds.server
  return BigInt.asUintN(64, seed * BigInt(2 * nth + 1))
}

interface Counts extends SlowWay {
  readonly passed: number
  readonly lost: number
  readonly held: number
}

/** Undefined where what is in its place is not what was asked for: then nothing is known. */
function countsSince(
  way: SlowWay,
  before: QdiscState | undefined,
  now: QdiscState | undefined,
  fault: Fault<'slow'>,
): Counts | undefined {
  if (!before?.netem || !now?.netem || !isAsAsked(now.netem, fault)) return undefined
  return { ...way, passed: now.packets - before.packets, lost: now.dropped - before.dropped, held: now.heldPackets }
}

/** By whichever device they left. */
function summedUp([first, ...rest]: readonly Counts[]): Counts[] {
  if (!first) return []
  const add = (a: Counts, b: Counts) => ({
    ...a,
    passed: a.passed + b.passed,
    lost: a.lost + b.lost,
    held: a.held + b.held,
  })
  return [rest.reduce(add, first)]
}

function words({ text, passed, lost, held }: Counts): string {
  return `${text} ${packetsText([['passed', passed]])}, ${lost} lost, ${held} held`
}

function numbers({ fact, passed, lost, held }: Counts): Record<string, number> {
  return { [`passed${fact}`]: passed, [`lost${fact}`]: lost, [`held${fact}`]: held }
}
