// What a firewall thinks of datagrams: a client may begin at any time, and a server is let in only as long as somebody is known to have asked.
import { endText } from '../../../kit/socket-end.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { ctState, daddr, type Part, saddr, udp, udpSport } from '../../../netlink/nft/match.ts'
import type { Rule } from '../../../netlink/nft/table.ts'
import { canaryPort } from '../../../observe/wire.ts'
import type { Canary } from '../canary-frame.ts'
import { clientsOf, firstPath, type HostPlace, type Network, serversFor } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { rulesOf, type Way } from '../ways.ts'

/** Drops what a server sends to a client that it is not known to have heard; `struck`: only what goes these ways. No RST answers a datagram. */
export function unaskedRules(network: Network, struck: readonly Way[] | undefined): readonly Rule[] {
  const ways = struck ? struck.flatMap(rulesOf) : [{ name: 'unasked', when: [] }]
  return oneSided(network).flatMap(({ client, server }) =>
    network.families.flatMap(family =>
      ways.map(({ name, when }) => ({
        name: `${name}, ${server.host} to ${client.host} by IPv${family}`,
        when: [...when, saddr(server.addresses[family]), daddr(client.addresses[family]), udp, ctState('new')],
        does: [drop],
      })),
    ),
  )
}

/** Behind NAT a server speaks to the router: what it sends from where clients have asked it, once nobody is known to have. */
export function unaskedToRouter({ wire }: Pick<PacketTestbed, 'wire'>, does: readonly Part[]): readonly Rule[] {
  const servers = new Map(wire.datagrams.flows.map(({ remote }) => [endText(remote), remote]))
  return [...servers].map(([name, { address, port }]) => ({
    name: `unasked, ${name} to the router itself`,
    when: [saddr(address), udpSport(port), ctState('new')],
    does,
  }))
}

/** A datagram that nobody has asked for. None for a connection alone: it would have to use the ports of that. */
export function unaskedCanary(network: Network, struck: readonly Way[] | undefined): Canary | undefined {
  if (!struck) {
    const path = firstPath(network)
    return path && { from: path.to, to: path.from, datagram: true }
  }
  const isToClient = ({ from, to }: Canary) =>
    oneSided(network).some(({ client, server }) => client.host === to && server.host === from)
  return struck
    .flatMap(({ canary }) => (canary && isToClient(canary) ? [{ ...canary, datagram: true } as const] : []))
    .find(({ ports }) => !ports || ports.target === canaryPort)
}

/** Two hosts of which only one begins. */
function oneSided(network: Network): readonly { readonly client: HostPlace; readonly server: HostPlace }[] {
  return clientsOf(network).flatMap(client =>
    serversFor(network, client)
      .filter(({ connectsTo }) => !connectsTo.includes(client.host))
      .map(server => ({ client, server })),
  )
}
