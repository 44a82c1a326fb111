// Whatever is sent to the DNS server is dropped before it, and counted: questions by UDP, and connections for those by TCP.
import type { Fault } from '../../../model/fault.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { daddr } from '../../../netlink/nft/match.ts'
import type { Injection } from '../../plane.ts'
import { packetsText } from '../evidence.ts'
import { injected } from '../injection.ts'
import { askOurselves, nobodyAsked } from '../names/asked.ts'
import { hearMissed } from '../names/missed.ts'
import { serverAddress } from '../names/name-server.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Where nobody asks, a question of our own shows it. One that is answered all the same is no evidence. */
export async function dnsBlackHole(testbed: PacketTestbed, fault: Fault<'dns-black-hole'>): Promise<Injection> {
  const rules = testbed.enforce([
    { hook: 'input', rules: [{ name, when: [daddr(serverAddress[testbed.network.family])], does: [drop] }] },
  ])
  const { atMs, byMs } = rules
  const missed = hearMissed(testbed, byMs)
  const dropped = () => rules.packets()?.[name]
  let own = 0
  const evidence = async () => {
    const before = dropped()
    const answer = before === 0 ? await askOurselves(testbed, 'halfopen.test', waitMs) : undefined
    if (before === 0) own += dropped() ?? 0
    const packets = dropped()
    if (answer !== undefined || !packets) return undefined
    return {
      text: `${packetsText([[name, packets]])} dropped, none answered`,
      facts: { dropped: packets, own },
      ...nobodyAsked({ count: packets - own }),
    }
  }
  const heal = () => {
    missed.end()
    rules[Symbol.dispose]()
    testbed.poll()
    missed[Symbol.dispose]()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}

const name = 'to the DNS server'
/** An answer would be there in less than 1 ms. */
const waitMs = 20
