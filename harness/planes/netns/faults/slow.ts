// The way is slow and nobody is dead: netem where packets leave the router, and a request of our own that shows how late answers come.
import { isDeepStrictEqual } from 'node:util'
import type { Fault } from '../../../model/fault.ts'
import type { Ms } from '../../../model/units.ts'
import type { VethEnd } from '../../../netlink/link.ts'
import { replaceNetem } from '../../../netlink/qdisc.ts'
import { type QdiscState, qdiscOf } from '../../../netlink/qdisc-state.ts'
import type { Side } from '../../../observe/flow.ts'
import type { Injection } from '../../plane.ts'
import { packetsText } from '../evidence.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { type RoundTrip, timeRoundTrip } from './round-trip.ts'

/**
 * Slows the way. Healed, packets pass at once again; those that are held still come, each in its own time, and may be overtaken.
 * Whatever was asked for has to be seen: lateness by an answer that took so long, or by packets that are held at this moment and a
 * request without an answer; loss by packets that were lost.
 */
export async function slow(testbed: PacketTestbed, fault: Fault<'slow'>): Promise<Injection> {
  const { router } = testbed.network
  const { delayMs, jitterMs = 0, lossPercent = 0, toward = 'both', forMs } = fault
  const ways = (toward === 'both' ? (['server', 'client'] as const) : [toward]).map(side => wayToward(testbed, side))
  const { clock } = testbed.recorder
  const atMs = clock.nowMs()
  const asked = { delayMs, jitterMs, lossPercent, limitPackets }
  router.request(...ways.map(({ device, seed }) => replaceNetem(device, { ...asked, seed })))
  const byMs = clock.nowMs()
  const before = ways.map(({ device }) => qdiscOf(router, device))
  let doubted = false
  const leastMs = ways.length * (delayMs - jitterMs)
  const trip = timeRoundTrip(testbed, { leastMs, mostMs: ways.length * (delayMs + jitterMs) })
  const evidence = () => {
    const counts = ways.map((way, at) => countsSince(way.side, before[at], qdiscOf(router, way.device)))
    if (!counts.every(count => count !== undefined)) return undefined
    if (lossPercent > 0 && counts.every(({ lost }) => lost === 0)) {
      if (!doubted) testbed.recorder.trouble(`no packet was lost so far, at ${lossPercent} %: more have to pass`)
      doubted = true
      return undefined
    }
    const late = delayMs > 0 ? lateness(trip, leastMs, counts) : []
    return late && [...late, ...counts.map(words)].join('; ')
  }
  const heal = () => {
    trip[Symbol.dispose]()
    router.request(...ways.map(({ device }) => replaceNetem(device, { limitPackets })))
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}

/** A gigabyte of full packets: the way is slow, and not narrow. */
const limitPackets = 700_000

/** Where packets toward a side leave the router. Each has luck of its own, and the same in every run, so that repeats agree. */
interface BlockedWay {
  readonly side: Side
  readonly device: VethEnd
  readonly seed: bigint
}

function wayToward({ network }: PacketTestbed, side: Side): BlockedWay {
  return { side, device: network[side].gate, seed: seeds[side] }
}

/** Parts of the golden ratio and of the square root of two: well mixed, and unlike each other. */
const seeds = { client: 0x9e3779b97f4a7c15n, server: 0x6a09e667f3bcc908n } as const satisfies Record<Side, bigint>

interface Counts {
  readonly side: Side
  readonly passed: number
  readonly lost: number
  readonly held: number
}

/** Undefined when somebody has put something else in its place: then nothing is known. */
function countsSince(side: Side, before: QdiscState | undefined, now: QdiscState | undefined): Counts | undefined {
  if (!before?.netem || !now || !isDeepStrictEqual(now.netem, before.netem)) return undefined
  return { side, passed: now.packets - before.packets, lost: now.dropped - before.dropped, held: now.heldPackets }
}

function words({ side, passed, lost, held }: Counts): string {
  return `toward the ${side} ${packetsText([['passed', passed]])}, ${lost} lost, ${held} held`
}

/** Undefined where nothing shows it: an answer that came too soon, or none so far and nothing on its way. */
function lateness({ tookMs, sinceMs }: RoundTrip, leastMs: Ms, counts: readonly Counts[]): [string] | undefined {
  if (tookMs !== undefined) return tookMs >= leastMs ? [`an answer took ${seconds(tookMs)}`] : undefined
  const held = counts.some(count => count.held > 0)
  return held && sinceMs() >= Math.min(leastMs, plainMs) ? [`no answer for ${seconds(sinceMs())} so far`] : undefined
}

/** Without the fault an answer takes a hundredth of this. */
const plainMs = 20

function seconds(ms: Ms): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
