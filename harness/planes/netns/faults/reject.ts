// Something on the way answers each packet in the peer's stead: with a RST, or with an ICMP message that says why.
import { isNarrow } from '../../../faults/where.ts'
import type { Fault } from '../../../model/fault.ts'
import { rejectWith, rejectWithReset } from '../../../netlink/nft/action.ts'
import { icmpUnreachable, icmpv6Unreachable, tcp, tcpFlags } from '../../../netlink/nft/match.ts'
import type { Rule } from '../../../netlink/nft/table.ts'
import type { Injection } from '../../plane.ts'
import { behind, others, through } from '../black-hole.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { injected } from '../injection.ts'
import { firstPath } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { rulesOf, waysAbout } from '../ways.ts'

/**
 * Refuses what travels either way. With `reset` that is TCP, and only the sender is told; ICMP goes out as often as the router's
 * kernel allows: six at once, then one a second and receiver (icmp(7), icmp_ratelimit).
 */
export async function reject(testbed: PacketTestbed, fault: Fault<'reject'>): Promise<Injection> {
  const { answer } = fault
  const { network } = testbed
  const only = answer === 'reset' ? [tcp] : []
  const struck = waysAbout(testbed, fault)
  const does = [answer === 'reset' ? rejectWithReset : rejectWith(answer)]
  const ways = struck.flatMap(way =>
    rulesOf(way).map(({ name, when }) => ({ name, fact: `refused${way.fact}`, when: [...when, ...only] })),
  )
  const answers = answersOf(answer)
  const rules = testbed.enforce([
    { hook: 'forward', rules: ways.map(({ name, when }) => ({ name, when, does })) },
    { ...behind, rules: [...ways.map(({ name, when }) => ({ name: through(name), when, does: [] })), others] },
    { hook: 'output', rules: answers },
  ])
  const { atMs, byMs } = rules
  const before = rules.packets()
  const evidence = async () => {
    const answered = () => sum(rules.packets(), answers)
    const path = isNarrow(fault) ? struck[0]?.canary : firstPath(network)
    await tryOut(testbed, path && { ...path, segment: true }, () => answered() > 0)
    const now = rules.packets()
    if (!before || !now || answered() === 0) return undefined
    if (ways.some(({ name }) => now[through(name)] !== before[through(name)])) return undefined
    const refused = packetsText(struck.map(way => [way.text, sum(now, rulesOf(way))]))
    const facts = Object.fromEntries(struck.map(way => [`refused${way.fact}`, sum(now, rulesOf(way))]))
    const passedOn = isNarrow(fault) ? { passedOn: now[others.name] ?? 0 } : {}
    const rest = isNarrow(fault) ? `; ${packetsText([['of others', now[others.name] ?? 0]])} passed on` : ''
    return {
      text: `${refused} refused, ${answered()} answered with ${answer}, none passed on${rest}`,
      facts: { ...facts, refused: sum(now, ways), answered: answered(), ...passedOn },
    }
  }
  const heal = () => rules[Symbol.dispose]()
  return injected(testbed, { fault, atMs, byMs, evidence, heal })
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
