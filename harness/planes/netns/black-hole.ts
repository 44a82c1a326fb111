// A hole in the router: what enters it is counted and vanishes, and that nothing comes out is counted behind it.
import type { Evidence } from '../../model/evidence.ts'
import type { Ms } from '../../model/units.ts'
import { drop } from '../../netlink/nft/action.ts'
import { daddr, iif, type Part, saddr } from '../../netlink/nft/match.ts'
import type { Canary } from './canary-frame.ts'
import { packetsText, tryOut } from './evidence.ts'
import type { Toward } from './gates.ts'
import { type HostPlace, heldBy, peerOf } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** A hole in force. Disposing fills it. */
export interface BlackHole extends Disposable {
  readonly atMs: Ms
  readonly byMs: Ms
  /** What was counted, of which `own` were ours; undefined when somebody changed the rules, when something came out, or when nothing went in. */
  evidence(): Promise<Evidence | undefined>
}

/** One way into a hole: which packets, and what becomes of them: nothing is said when `does` is absent. */
export interface BlockedWay {
  /** `toward the server`, `to 198.18.2.2`. */
  readonly name: string
  /** What its packets are called among the facts. Ways of one name are summed up. */
  readonly fact: string
  /** Any of these, in the router's forward hook. */
  readonly when: Toward['when']
  readonly does?: readonly Part[]
  /** A packet of our own that shows that the way is blocked, where the programs sent none. */
  readonly canary?: Canary
  /** Told only where packets took it. */
  readonly seldom?: true
}

/** A way, blocked. */
export function blocked({ text, fact, ...way }: Toward): BlockedWay {
  return { ...way, name: text, fact: `dropped${fact}` }
}

/** Everything to one host, with what becomes of it, and everything from it, by each of its addresses. */
export function waysOf({ network }: PacketTestbed, place: HostPlace, does: readonly Part[] = [drop]): BlockedWay[] {
  const peer = peerOf(network, place)
  return heldBy(network, place).flatMap(address => [
    {
      name: `to ${address}`,
      fact: 'packetsTo',
      when: [[daddr(address)]],
      does,
      ...(peer && address === place.addresses[network.family] ? { canary: { from: peer.host, to: place.host } } : {}),
    },
    { name: `from ${address}`, fact: 'packetsFrom', when: [[iif(place.gate.name), saddr(address)]] },
  ])
}

/** Opens a hole, in one transaction. */
export function openBlackHole(testbed: PacketTestbed, ways: readonly BlockedWay[], rest?: Rest): BlackHole {
  const rules = testbed.enforce([
    {
      hook: 'forward',
      rules: ways.flatMap(way =>
        way.when.map((when, at) => ({ name: ruleOf(way, at), when, does: way.does ?? [drop] })),
      ),
    },
    {
      ...behind,
      rules: [
        ...ways.flatMap(way => way.when.map((when, at) => ({ name: through(ruleOf(way, at)), when, does: [] }))),
        ...(rest ? [others] : []),
      ],
    },
  ])
  const count = (way: BlockedWay, rule: (name: string) => string, packets: Readonly<Record<string, number>>) =>
    way.when.reduce((sum, _, at) => sum + (packets[rule(ruleOf(way, at))] ?? 0), 0)
  const before = rules.packets()
  let own = 0
  const evidence = async () => {
    for (const way of ways) {
      const entered = () => {
        const now = rules.packets()
        return !now || count(way, same, now) !== 0
      }
      if (await tryOut(testbed, way.canary, entered)) own += count(way, same, rules.packets() ?? {})
    }
    const now = rules.packets()
    if (!before || !now) return undefined
    const leaks = ways.filter(way => count(way, through, now) !== count(way, through, before))
    if (leaks.length > 0) {
      testbed.recorder.trouble(`the hole leaked: packets ${leaks.map(({ name }) => name).join(' and ')} were passed on`)
      return undefined
    }
    const dropped = ways
      .map(way => [way, count(way, same, now)] as const)
      .filter(([{ seldom }, packets]) => !seldom || packets > 0)
    if (dropped.some(([{ canary }, packets]) => canary && packets === 0)) return undefined
    const facts: Record<string, number> = { dropped: 0, own }
    for (const [{ fact }, packets] of dropped) {
      facts[fact] = (facts[fact] ?? 0) + packets
      facts.dropped = (facts.dropped ?? 0) + packets
    }
    const text = `${packetsText(dropped.map(([{ name }, packets]) => [name, packets]))} dropped, none passed on`
    if (!rest) return { text, facts }
    await tryOut(testbed, rest.canary, () => rules.packets()?.[others.name] !== 0)
    const passedOn = rules.packets()?.[others.name]
    if (passedOn === undefined) return undefined
    return { text: `${text}; ${packetsText([['of others', passedOn]])} passed on`, facts: { ...facts, passedOn } }
  }
  return { atMs: rules.atMs, byMs: rules.byMs, evidence, [Symbol.dispose]: () => rules[Symbol.dispose]() }
}

/** What is not struck is counted as well: packets that went on, and one of our own where nobody sends any. */
export interface Rest {
  readonly canary?: Canary
}

/** What was not struck. */
export const others = { name: 'of others, passed on', when: [], does: [] }

/** A second chain where packets are forwarded, behind all that may drop them: what the router says itself never comes there. */
export const behind = { hook: 'forward', name: 'behind', priority: 100 } as const

/** What counts the packets that a rule should have stopped. */
export const through = (name: string): string => `${name}, passed on`

const same = (name: string): string => name

function ruleOf({ name }: BlockedWay, at: number): string {
  return at === 0 ? name : `${name} (${at + 1})`
}
