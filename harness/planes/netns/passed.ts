// What the router lets through: a counter for each gate, behind all other rules, so that whatever a fault drops never reaches them.
import type { Clock } from '../../kit/clock.ts'
import { oif } from '../../netlink/nft/match.ts'
import { gatesOf } from './gates.ts'
import type { Network } from './network.ts'
import { enforce, type Rules } from './rules.ts'

/** Counts at every gate, from when it is there. */
export class PassedOn {
  readonly #network: Network
  readonly #clock: Clock
  readonly #known = new Set<string>()
  readonly #rules: Rules[] = []

  constructor(network: Network, clock: Clock) {
    this.#network = network
    this.#clock = clock
    this.extend()
  }

  /** Begins to count at gates that are new. */
  extend(): void {
    const fresh = gatesOf(this.#network).filter(({ device }) => !this.#known.has(device.name))
    const [first] = fresh
    if (!first) return
    const table = this.#rules.length === 0 ? 'halfopen' : `halfopen_${first.device.name}`
    const rules = fresh.map(({ device: { name } }) => ({ name: ruleOf(name), when: [oif(name)], does: [] }))
    this.#rules.push(enforce(this.#network.router, table, [{ hook: 'forward', priority: 1_000, rules }], this.#clock))
    for (const { device } of fresh) this.#known.add(device.name)
  }

  /** Packets passed on by each gate, by its name; undefined when somebody took the rules away. */
  packets(): Readonly<Record<string, number>> | undefined {
    const counts = this.#rules.map(rules => rules.packets())
    const all: Record<string, number> = {}
    for (const count of counts) {
      if (!count) return undefined
      Object.assign(all, count)
    }
    return Object.fromEntries([...this.#known].map(gate => [gate, all[ruleOf(gate)] ?? 0]))
  }
}

const ruleOf = (gate: string): string => `passed by ${gate}`
