// A cable is pulled: the host's own device goes down, or the router's end of its cable, so that only its carrier is gone.
import type { Fault } from '../../../model/fault.ts'
import { addAddress, addresses } from '../../../netlink/address.ts'
import { setDown, setUp } from '../../../netlink/link.ts'
import { linkState, settle } from '../../../netlink/link-state.ts'
import { neighbours, setNeighbour } from '../../../netlink/neighbour.ts'
import { daddr, saddr } from '../../../netlink/nft/match.ts'
import { replaceRoute } from '../../../netlink/route.ts'
import type { Injection } from '../../plane.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { injected } from '../injection.ts'
import { type HostPlace, peerOf } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { defaultRoute } from '../raise.ts'

/** Pulls it. Healed, the device is up again with all that went with it: addresses, neighbours, routes. */
export async function linkDown(testbed: PacketTestbed, fault: Fault<'link-down'>): Promise<Injection> {
  const place = testbed.place(fault.host)
  const [pulled, other] = fault.end === 'own' ? [place.device, place.port] : [place.port, place.device]
  const { clock } = testbed.recorder
  const traffic = testbed.enforce([{ hook: 'prerouting', rules: countsOf(testbed, place) }])
  const lost = restoring(testbed, place)
  const atMs = clock.nowMs()
  pulled.netns.request(setDown(pulled))
  const byMs = clock.nowMs()
  const before = traffic.packets()
  const since = (name: 'to' | 'from') => (traffic.packets()?.[name] ?? Number.NaN) - (before?.[name] ?? 0)
  const evidence = async () => {
    const peer = peerOf(testbed.network, place)
    await tryOut(testbed, peer && { from: peer.host, to: fault.host }, () => since('to') > 0)
    const [near, far] = [linkState(pulled.netns, pulled), linkState(other.netns, other)]
    if (near.up || far.carrier || since('to') === 0 || since('from') !== 0) return undefined
    const sent = packetsText([[`to ${place.addresses[testbed.network.family]}`, since('to')]])
    return {
      text: `${pulled.name} is down, ${other.name} has no carrier; ${sent}, none from it`,
      facts: { packetsTo: since('to'), packetsFrom: since('from') },
    }
  }
  const heal = async () => {
    pulled.netns.request(setUp(pulled))
    await lost.restore()
    traffic[Symbol.dispose]()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal })
}

/** Before any rule or route is asked. */
function countsOf({ network: { family } }: PacketTestbed, { addresses: own }: HostPlace) {
  return [
    { name: 'to', when: [daddr(own[family])], does: [] },
    { name: 'from', when: [saddr(own[family])], does: [] },
  ]
}

/** A device that goes down forgets its IPv6 addresses, its neighbours and its routes: what there is now is what has to be again. */
function restoring({ network }: PacketTestbed, place: HostPlace): { restore(): Promise<void> } {
  const ends = [place.device, ...new Set([place.port, place.gate])]
  const had = ends.map(end => {
    const own = addresses(end.netns).filter(({ deviceIndex }) => deviceIndex === end.index)
    const known = neighbours(end.netns).filter(({ deviceIndex }) => deviceIndex === end.index)
    return { end, cidrs: own.map(({ cidr }) => cidr), known }
  })
  const restore = async () => {
    for (const { end, cidrs, known } of had) {
      const there = addresses(end.netns).map(({ cidr }) => cidr)
      end.netns.request(
        ...cidrs.filter(cidr => !there.includes(cidr)).map(cidr => addAddress(end, cidr)),
        ...known.flatMap(({ address, mac, state }) =>
          mac ? [setNeighbour(end, address, mac, state === 'permanent' ? state : 'reachable')] : [],
        ),
      )
    }
    place.netns.request(...network.families.map(family => replaceRoute(defaultRoute(place, family))))
    for (const { end } of had) await settle(end.netns, [end])
  }
  return { restore }
}
