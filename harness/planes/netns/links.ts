// Links as the scenario has them: a length at both ends of a host's cable, and netem where packets leave either, so that it holds both ways.
import { isShaped, type Link } from '../../model/link.ts'
import { setMtu, setSegmentsAtOnce, type VethEnd } from '../../netlink/link.ts'
import { addNetem, BEHIND_FIRST, FIRST, type Netem, ROOT } from '../../netlink/qdisc.ts'
import type { HostPlace, Network } from './network.ts'

/** Makes a host's cable what its link is to be. The bridge of a shared segment carries what its narrowest port does. */
export function raiseLink({ link, device, port }: HostPlace): void {
  if (!link) return
  const { mtuBytes } = link
  for (const [end, seed] of [
    [device, seeds.out],
    [port, seeds.in],
  ] as const) {
    if (mtuBytes !== undefined) end.netns.request(setMtu(end, mtuBytes))
    if (!isShaped(link)) continue
    // What is lost, doubled or measured is a segment, and not a burst of them.
    end.netns.request(setSegmentsAtOnce(end, 1), addNetem(end, { ...netemOf(link), seed }, FIRST))
  }
}

/** Where a fault's own netem goes at a device: behind that of the link, so that both hold and the one can go without the other. */
export function placeAt({ hosts }: Pick<Network, 'hosts'>, device: VethEnd): number {
  return hosts.some(({ port, link }) => port === device && isShaped(link)) ? BEHIND_FIRST : ROOT
}

function netemOf({ mtuBytes: _length, mssClampBytes: _segment, ...shape }: Link): Netem {
  return { ...shape, limitPackets: shape.rateBitsPerSecond === undefined ? wideLimitPackets : narrowLimitPackets }
}

/** A gigabyte of full packets: nothing is lost for want of room. */
const wideLimitPackets = 700_000
/** What tc-netem(8) gives: before a narrow link a queue is short. */
const narrowLimitPackets = 1_000

/** Parts of the square roots of three and five: well mixed, and the same in every run. */
const seeds = { out: 0xbb67ae8584caa73bn, in: 0x3c6ef372fe94f82bn } as const
