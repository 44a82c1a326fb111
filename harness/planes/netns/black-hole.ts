// A hole in the router: what enters it is counted and vanishes, and that nothing comes out is counted behind it.
import type { Host, Ms } from '../../model/units.ts'
import { drop } from '../../netlink/nft/action.ts'
import { daddr, iif, oif, type Part, saddr } from '../../netlink/nft/match.ts'
import type { Side } from '../../observe/flow.ts'
import { packetsText, tryOut } from './evidence.ts'
import type { HostPlace } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** A hole in force. Disposing fills it. */
export interface BlackHole extends Disposable {
  readonly atMs: Ms
  readonly byMs: Ms
  /** What was counted; undefined when somebody changed the rules, when something came out, or when nothing went in. */
  evidence(): Promise<string | undefined>
}

/** One way into a hole: which packets, and what becomes of them: nothing is said when `does` is absent. */
export interface BlockedWay {
  /** `toward the server`, `to 198.18.2.2`. */
  readonly name: string
  readonly when: readonly Part[]
  /** Where they would leave the router: what the router says itself never came in. */
  readonly out: Part
  readonly does?: readonly Part[]
  /** Between whom a packet of our own shows that the way is blocked, where the programs sent none. */
  readonly tried?: { readonly from: Host; readonly to: Host }
}

/** Everything that travels toward a side. */
export function wayToward({ network }: PacketTestbed, side: Side): BlockedWay {
  const from = side === 'client' ? 'server' : 'client'
  return {
    name: `toward the ${side}`,
    when: [iif(network[from].gate.name)],
    out: oif(network[side].gate.name),
    tried: { from, to: side },
  }
}

/** Everything to one host, with what becomes of it, and everything from it, in both families. */
export function waysOf(
  { network }: PacketTestbed,
  { host, addresses }: HostPlace,
  does: readonly Part[] = [drop],
): BlockedWay[] {
  const side = host === 'client' ? 'client' : 'server'
  const from = side === 'client' ? 'server' : 'client'
  const [near, far] = [network[from].gate.name, network[side].gate.name]
  return network.families.flatMap(family => [
    {
      name: `to ${addresses[family]}`,
      when: [iif(near), daddr(addresses[family])],
      out: oif(far),
      does,
      ...(family === network.family ? { tried: { from, to: host } } : {}),
    },
    { name: `from ${addresses[family]}`, when: [iif(far), saddr(addresses[family])], out: oif(near) },
  ])
}

/** Opens a hole, in one transaction. */
export function openBlackHole(testbed: PacketTestbed, ways: readonly BlockedWay[]): BlackHole {
  const rules = testbed.enforce([
    { hook: 'forward', rules: ways.map(({ name, when, does = [drop] }) => ({ name, when, does })) },
    {
      hook: 'postrouting',
      rules: ways.map(({ name, when, out }) => ({ name: through(name), when: [...when, out], does: [] })),
    },
  ])
  const before = rules.packets()
  const evidence = async () => {
    for (const { name, tried } of ways) {
      if (tried) await tryOut(testbed, tried, () => rules.packets()?.[name] !== 0)
    }
    const now = rules.packets()
    if (!before || !now) return undefined
    const leaks = ways.filter(({ name }) => now[through(name)] !== before[through(name)])
    if (leaks.length > 0) {
      testbed.recorder.trouble(`the hole leaked: packets ${leaks.map(({ name }) => name).join(' and ')} were passed on`)
      return undefined
    }
    if (ways.some(({ name, tried }) => tried && now[name] === 0)) return undefined
    return `${packetsText(ways.map(({ name }) => [name, now[name] ?? 0]))} dropped, none passed on`
  }
  return { atMs: rules.atMs, byMs: rules.byMs, evidence, [Symbol.dispose]: () => rules[Symbol.dispose]() }
}

const through = (name: string): string => `${name}, passed on`
