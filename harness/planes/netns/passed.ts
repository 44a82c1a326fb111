// What the router lets through: two counters behind all other rules, so that whatever a fault drops never reaches them.

import { oif } from '../../netlink/nft/match.ts'
import type { Side } from '../../observe/flow.ts'
import type { Network } from './network.ts'
import type { Chains, Rules } from './rules.ts'

/** The rules that count. */
export function passRules({ client, lan }: Network): Chains {
  const rules = [
    { name: names.server, when: [oif(lan.name)], does: [] },
    { name: names.client, when: [oif(client.gate.name)], does: [] },
  ]
  return [{ hook: 'forward', priority: 1_000, rules }]
}

/** Packets passed on to each side; undefined when somebody took the rules away. */
export function passedOn(rules: Rules): Readonly<Record<Side, number>> | undefined {
  const packets = rules.packets()
  return packets && { client: packets[names.client] ?? 0, server: packets[names.server] ?? 0 }
}

const names = { server: 'passed to the server', client: 'passed to the client' } as const satisfies Record<Side, string>
