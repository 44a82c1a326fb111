// The router puts its own address in the place of the clients', as one does that joins a private network to a public one: RFC 3022.
import { isClient } from '../../model/host.ts'
import { drawsPorts, type Nat } from '../../model/nat.ts'
import { drop, masquerade, masqueradeAtRandom } from '../../netlink/nft/action.ts'
import { replaceTable } from '../../netlink/nft/batch.ts'
import { counters } from '../../netlink/nft/counters.ts'
import { ctState, iif, tcp } from '../../netlink/nft/match.ts'
import type { HostPlace, Network } from './network.ts'

/** Puts the rules for all clients into the place of older ones. A hop is none: others have to find it. */
export function hideClients({ router, hosts }: Pick<Network, 'router' | 'hosts'>, nat: true | Nat): void {
  const hiding = drawsPorts(nat) ? masqueradeAtRandom : masquerade
  const gates = new Set(hosts.filter(isHidden).map(({ gate }) => gate.name))
  const rules = [...gates].map(gate => ({ name: `from ${gate}`, when: [iif(gate)], does: [hiding] }))
  const chains = [
    { hook: 'postrouting', type: 'nat', priority: sourceNat, rules },
    ...(typeof nat === 'object' && nat.invalid === 'dropped' ? droppingInvalid : []),
  ] as const
  router.request(...replaceTable({ name: table, chains }))
}

/** Whether the router speaks in this host's stead. */
export function isHidden(place: Pick<HostPlace, 'connectsTo' | 'listens'>): boolean {
  return isClient(place) && !place.listens
}

/** What `nat.invalid: 'dropped'` has taken so far. */
export function invalidDropped({ router }: Pick<Network, 'router'>): number {
  const counted = counters(router, table)
  return hooks.reduce((sum, hook) => sum + (counted[dropping(hook)]?.packets ?? 0), 0)
}

const table = 'halfopen_nat'
/** To others, and to the router itself, as what a server sends to a client is. */
const hooks = ['forward', 'input'] as const
const dropping = (hook: string) => `invalid dropped, ${hook}`

/** After all rules that only count. */
const droppingInvalid = hooks.map(
  hook =>
    ({
      hook,
      priority: 50,
      rules: [{ name: dropping(hook), when: [tcp, ctState('invalid')], does: [drop] }],
    }) as const,
)

/** NF_IP_PRI_NAT_SRC */
const sourceNat = 100
