// Whatever is sent to the DNS server is dropped before it, and counted: questions by UDP, and connections for those by TCP.
import type { Fault } from '../../../model/fault.ts'
import { dropped as vanished } from '../../../model/lookup.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { daddr } from '../../../netlink/nft/match.ts'
import type { Injection } from '../../plane.ts'
import { packetsText } from '../evidence.ts'
import { injected } from '../injection.ts'
import { askOurselves, countAsked, nobodyAsked } from '../names/asked.ts'
import { hearMissed } from '../names/missed.ts'
import { serverAddress } from '../names/name-server.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Where nobody asks, a question of our own shows it. One that is answered all the same, ours or a program's, takes the evidence away. */
export async function dnsBlackHole(testbed: PacketTestbed, fault: Fault<'dns-black-hole'>): Promise<Injection> {
  const rules = testbed.enforce([
    { hook: 'input', rules: [{ name, when: [daddr(serverAddress[testbed.network.family])], does: [drop] }] },
  ])
  const { atMs, byMs } = rules
  const missed = hearMissed(testbed, byMs)
  const leaked = countAsked(testbed, ({ answer, atMs }) => answer !== vanished && atMs > byMs + arrivedMs)
  const dropped = () => rules.packets()?.[name]
  let own = 0
  const evidence = async () => {
    const before = dropped()
    const answer = before === 0 ? await askOurselves(testbed, 'halfopen.test', waitMs) : undefined
    if (before === 0) own += dropped() ?? 0
    const packets = dropped()
    if (answer !== undefined || !packets || leaked.count > 0) return undefined
    return {
      text: `${packetsText([[name, packets]])} dropped, none answered`,
      facts: { dropped: packets, own },
      ...nobodyAsked({ count: packets - own }),
    }
  }
  const heal = () => {
    missed.end()
    leaked[Symbol.dispose]()
    rules[Symbol.dispose]()
    testbed.poll()
    missed[Symbol.dispose]()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}

const name = 'to the DNS server'
/** An answer would be there in less than 1 ms. */
const waitMs = 20
/** What had arrived before the hole has been answered by then. */
const arrivedMs = 100
