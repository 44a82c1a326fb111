// Something on the way answers each packet in the peer's stead: with a RST, or with an ICMP message that says why.
import type { Fault } from '../../../model/fault.ts'
import { rejectWith, rejectWithReset } from '../../../netlink/nft/action.ts'
import { icmpUnreachable, icmpv6Unreachable, oif, tcp, tcpFlags } from '../../../netlink/nft/match.ts'
import type { Rule } from '../../../netlink/nft/table.ts'
import type { Injection } from '../../plane.ts'
import { behind, through } from '../black-hole.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { gatesOf, wayThrough } from '../gates.ts'
import { injected } from '../injection.ts'
import { firstPath } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/**
 * Refuses what travels either way. With `reset` that is TCP, and only the sender is told; ICMP goes out as often as the router's
 * kernel allows: six at once, then one a second and receiver (icmp(7), icmp_ratelimit).
 */
export async function reject(testbed: PacketTestbed, fault: Fault<'reject'>): Promise<Injection> {
  const { answer } = fault
  const { network } = testbed
  const only = answer === 'reset' ? [tcp] : []
  const does = [answer === 'reset' ? rejectWithReset : rejectWith(answer)]
  const ways = gatesOf(network).map(gate => {
    const { text, fact } = wayThrough(network, gate)
    return { name: text, fact: `refused${fact}`, when: [oif(gate.device.name), ...only] }
  })
  const answers = answersOf(answer)
  const rules = testbed.enforce([
    { hook: 'forward', rules: ways.map(({ name, when }) => ({ name, when, does })) },
    { ...behind, rules: ways.map(({ name, when }) => ({ name: through(name), when, does: [] })) },
    { hook: 'output', rules: answers },
  ])
  const { atMs, byMs } = rules
  const before = rules.packets()
  const evidence = async () => {
    const answered = () => sum(rules.packets(), answers)
    const path = firstPath(network)
    await tryOut(testbed, path && { ...path, segment: true }, () => answered() > 0)
    const now = rules.packets()
    if (!before || !now || answered() === 0) return undefined
    if (ways.some(({ name }) => now[through(name)] !== before[through(name)])) return undefined
    const refused = packetsText(ways.map(({ name }) => [name, now[name] ?? 0]))
    const facts = Object.fromEntries(ways.map(({ name, fact }) => [fact, now[name] ?? 0]))
    return {
      text: `${refused} refused, ${answered()} answered with ${answer}, none passed on`,
      facts: { ...facts, refused: sum(now, ways), answered: answered() },
    }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: () => rules[Symbol.dispose]() })
}

/** What leaves the router itself in answer; nothing else of these kinds does. */
function answersOf(answer: Fault<'reject'>['answer']): readonly Rule[] {
  if (answer === 'reset') return [{ name: 'RST sent', when: [tcpFlags(['rst'], ['rst'])], does: [] }]
  return [
    { name: 'ICMP sent', when: [icmpUnreachable], does: [] },
    { name: 'ICMPv6 sent', when: [icmpv6Unreachable], does: [] },
  ]
}

function sum(
  packets: Readonly<Record<string, number>> | undefined,
  rules: readonly { readonly name: string }[],
): number {
  return rules.reduce((total, { name }) => total + (packets?.[name] ?? 0), 0)
}
