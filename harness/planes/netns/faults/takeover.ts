// High availability by address: the server is switched off without a word, and a while later the standby has its address.
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import { addAddress } from '../../../netlink/address.ts'
import { announce } from '../../../netlink/announce.ts'
import { setDown } from '../../../netlink/link.ts'
import { settle } from '../../../netlink/link-state.ts'
import { neighbours } from '../../../netlink/neighbour.ts'
import { daddr, saddr } from '../../../netlink/nft/match.ts'
import type { Injection } from '../../plane.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { retold } from '../states/retold.ts'

/**
 * Switches the server off; `afterMs` later the standby takes its addresses, and that is the healing from which recovery counts. Its
 * program listens there already. Without an announcement the router goes on sending to the dead server, until its own neighbour
 * entry is stale and was probed in vain: half a minute and more (arp(7), base_reachable_time_ms).
 */
export async function takeover(
  testbed: PacketTestbed,
  fault: Fault<'takeover'>,
  signal: AbortSignal,
): Promise<Injection> {
  const dead = testbed.place('server')
  testbed.place('standby')
  const names = testbed.programs('server').map(({ name, pid }) => `"${name}" (process ${pid})`)
  testbed.programs('standby')
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
  testbed.ignore('server')
  const atMs = recorder.clock.nowMs()
  network.router.request(setDown(dead.port))
  const byMs = recorder.clock.nowMs()
  const before = traffic.packets()
  const { processes, sockets } = await testbed.clear('server', signal)
  const since = (name: 'to' | 'from') => (traffic.packets()?.[name] ?? Number.NaN) - (before?.[name] ?? 0)
  const evidence = async () => {
    await tryOut(testbed, { from: 'client', to: 'server' }, () => since('to') > 0)
    if (!(since('to') > 0) || since('from') !== 0) return undefined
    const ended = `${names.join(', ')}: ${processes} processes killed, ${sockets} sockets destroyed`
    return `${ended}; ${packetsText([[`to ${address}`, since('to')]])}, none from it`
  }
  let taken: string | undefined
  const heal = async () => {
    taken = await takeOver(testbed, fault.announce)
    traffic[Symbol.dispose]()
  }
  const injection = injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.afterMs })
  return retold(injection, own => `${own}; ${taken ?? 'the standby has not taken over yet'}`)
}

/** Gives the standby the server's addresses and says what the router made of it. */
async function takeOver(testbed: PacketTestbed, announced: boolean): Promise<string> {
  const { network } = testbed
  const dead = testbed.place('server')
  const { netns, device } = testbed.place('standby')
  const taken = network.families.map(family => dead.addresses[family])
  netns.request(...taken.map(address => addAddress(device, `${address}/${address.includes(':') ? 64 : 24}`)))
  await settle(netns, [device])
  if (announced) for (const address of taken) announce(netns, device, address, device.mac)
  const heard = () => (!announced || taken.every(address => macOf(address) === device.mac) ? true : undefined)
  await until('see the router hear of the takeover', heard, { withinMs: 1_000, everyMs: 1 })
  const leads = taken.map(address => `${address} at ${macOf(address) ?? 'nowhere'}`).join(', ')
  return `then the standby (${device.mac}) took over, ${announced ? 'announced' : 'unannounced'}: the router has ${leads}`

  function macOf(wanted: string): string | undefined {
    return neighbours(network.router).find(({ address }) => address === wanted)?.mac
  }
}
