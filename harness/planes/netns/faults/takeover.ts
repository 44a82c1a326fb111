// High availability by address: a server is switched off without a word, and a while later another has its address.
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Ms } from '../../../model/units.ts'
import { addAddress, addresses } from '../../../netlink/address.ts'
import { announce } from '../../../netlink/announce.ts'
import { setDown } from '../../../netlink/link.ts'
import { settle } from '../../../netlink/link-state.ts'
import { neighbours, setNeighbour } from '../../../netlink/neighbour.ts'
import { daddr, saddr } from '../../../netlink/nft/match.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import { endedText, packetsText, tryOut } from '../evidence.ts'
import { injected } from '../injection.ts'
import { type HostPlace, peerOf } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { cidr } from '../places.ts'
import { retold } from '../states/retold.ts'

/**
 * Switches the server off; `afterMs` later its successor takes its addresses, and that is the healing from which recovery counts. Where
 * the successor stands in for it, its program listens there already. Without an announcement the router goes on sending to the dead
 * server, until its own neighbour entry is stale and was probed in vain: half a minute and more (arp(7), base_reachable_time_ms).
 */
export async function takeover(
  testbed: PacketTestbed,
  fault: Fault<'takeover'>,
  signal: AbortSignal,
): Promise<Injection> {
  const [dead, successor] = [testbed.place(fault.host), testbed.place(fault.by)]
  const names = testbed.programs(fault.host).map(({ name, pid }) => `"${name}" (process ${pid})`)
  testbed.programs(fault.by)
  const { network, recorder } = testbed
  const address = dead.addresses[network.family]
  const traffic = testbed.enforce([
    {
      hook: 'forward',
      rules: [
        { name: 'to', when: [daddr(address)], does: [] },
        { name: 'from', when: [saddr(address)], does: [] },
      ],
    },
  ])
  mayMove(testbed, dead)
  testbed.ignore(fault.host)
  const atMs = recorder.clock.nowMs()
  network.router.request(setDown(dead.port))
  const byMs = recorder.clock.nowMs()
  const before = traffic.packets()
  const { processes, sockets } = await testbed.clear(fault.host, signal)
  const since = (name: 'to' | 'from') => (traffic.packets()?.[name] ?? Number.NaN) - (before?.[name] ?? 0)
  const evidence = async () => {
    const peer = peerOf(network, dead)
    await tryOut(testbed, peer && { from: peer.host, to: fault.host }, () => since('to') > 0)
    if (!(since('to') > 0) || since('from') !== 0) return undefined
    const ended = endedText(names, { processes, sockets })
    return {
      text: `${ended}; ${packetsText([[`to ${address}`, since('to')]])}, none from it`,
      facts: { processes, sockets, packetsTo: since('to'), packetsFrom: since('from') },
    }
  }
  let taken: Taken | undefined
  const heal = async () => {
    taken = await takeOver(testbed, { dead, successor, announced: fault.announce })
    traffic[Symbol.dispose]()
  }
  const injection = injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.afterMs })
  const pending = `${called(fault.by)} has not taken over yet`
  return retold(injection, own =>
    taken && !holds(testbed, dead, successor)
      ? undefined
      : {
          text: `${own.text}; ${taken?.text ?? pending}`,
          facts: taken ? { ...own.facts, takenOverAtMs: taken.atMs } : own.facts,
        },
  )
}

/** Whether the address is at the successor. */
function holds({ network }: PacketTestbed, dead: HostPlace, { netns, device }: HostPlace): boolean {
  const own = addresses(netns).flatMap(({ deviceIndex, cidr }) => (deviceIndex === device.index ? [cidr] : []))
  const wanted = network.families.map(family => cidr(dead.addresses[family]))
  return wanted.every(one => own.includes(one))
}

/** The router's entries that nobody may change become such as follow an announcement. Those that are so already keep their age. */
function mayMove({ network }: PacketTestbed, { gate, addresses, device }: HostPlace): void {
  const own = network.families.map(family => addresses[family])
  const fixed = neighbours(network.router).filter(
    ({ address, state }) => own.includes(address) && state === 'permanent',
  )
  network.router.request(...fixed.map(({ address }) => setNeighbour(gate, address, device.mac, 'reachable')))
}

/** The addresses at another host. */
interface Taken {
  readonly atMs: Ms
  readonly text: string
}

interface Move {
  readonly dead: HostPlace
  readonly successor: HostPlace
  readonly announced: boolean
}

/** Gives the successor the server's addresses and says what the router made of it. */
async function takeOver(testbed: PacketTestbed, { dead, successor, announced }: Move): Promise<Taken> {
  const { network, recorder } = testbed
  const { netns, device } = successor
  const taken = network.families.map(family => dead.addresses[family])
  netns.request(...taken.map(address => addAddress(device, cidr(address))))
  await settle(netns, [device])
  testbed.tookOver(dead, successor)
  const atMs = recorder.clock.nowMs()
  if (announced) for (const address of taken) announce(netns, device, address, device.mac)
  const heard = () => (!announced || taken.every(address => macOf(address) === device.mac) ? true : undefined)
  await until('see the router hear of the takeover', heard, { withinMs: 1_000, everyMs: 1 })
  const leads = taken.map(address => `${address} at ${macOf(address) ?? 'nowhere'}`).join(', ')
  const how = announced ? 'announced' : 'unannounced'
  return { atMs, text: `then ${called(successor.host)} (${device.mac}) took over, ${how}: the router has ${leads}` }

  function macOf(wanted: string): string | undefined {
    return neighbours(network.router).find(({ address }) => address === wanted)?.mac
  }
}
