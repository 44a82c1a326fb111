// Which packets a fault is about: all, those of a path, a port or a connection; in rules, in words, in the names of facts, and by a look at one.
import type { WhereToward } from '../../faults/where.ts'
import type { Part } from '../../netlink/nft/match.ts'
import { canaryPort } from '../../observe/wire.ts'
import { called } from '../host-words.ts'
import { type Along, along, carried, protocolsAt } from './along.ts'
import { chosenConnection } from './chosen-connection.ts'
import { gatesOf, inFact, type Toward, wayThrough, wayToward } from './gates.ts'
import { firstPath, type HostPlace, heldBy } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** The ways that are struck, in one direction each. Throws E_NO_CONNECTION where it is about a connection that does not stand. */
export function waysAbout(testbed: PacketTestbed, where: WhereToward): readonly Way[] {
  const { network } = testbed
  const { toward = 'both', between, port, connection } = where
  if (connection !== undefined) return connectionWays(testbed, where)
  if (between) {
    const [a, b] = [testbed.place(between[0]), testbed.place(between[1])]
    return [wayBetween(testbed, a, b, port), wayBetween(testbed, b, a, port)].flatMap(({ to, way }) =>
      toward === 'both' || toward === to ? [way] : [],
    )
  }
  if (port !== undefined) return portWays(testbed, port, toward === 'both' ? undefined : testbed.place(toward))
  if (toward !== 'both') return [{ ...wayToward(network, testbed.place(toward)), concerns: () => true }]
  return gatesOf(network).map(gate => ({ ...wayThrough(network, gate), concerns: () => true }))
}

/** One direction, and whether a packet goes that way. */
export interface Way extends Toward, Pick<Along, 'concerns'> {}

/** Where in the rules of a way one of its alternatives is, and its name there: each name is there once. */
export function rulesOf({
  text,
  when,
}: Pick<Toward, 'text' | 'when'>): readonly { name: string; when: readonly Part[] }[] {
  return when.map((parts, at) => ({ name: at === 0 ? text : `${text} (${at + 1})`, when: parts }))
}

function connectionWays(testbed: PacketTestbed, where: WhereToward): readonly Way[] {
  const { id, protocol, client, server, local, remote } = chosenConnection(testbed, where)
  const way = (from: HostPlace, to: HostPlace, [source, target]: readonly [typeof local, typeof local]) => ({
    to: to.host,
    way: {
      text: `of connection ${id} toward ${called(to.host)}`,
      fact: `Toward${inFact([to.host])}`,
      canary: {
        from: from.host,
        to: to.host,
        ...carried(protocol),
        ports: { source: source.port, target: target.port },
      },
      ...along([{ protocol, from: source.address, fromPort: source.port, to: target.address, toPort: target.port }]),
    },
  })
  const { toward = 'both' } = where
  return [way(client, server, [local, remote]), way(server, client, [remote, local])].flatMap(({ to, way: one }) =>
    toward === 'both' || toward === to ? [one] : [],
  )
}

/** What one host sends to another. */
function wayBetween(testbed: PacketTestbed, from: HostPlace, to: HostPlace, port?: number) {
  const { network } = testbed
  const pairs = heldBy(network, from).flatMap(source =>
    heldBy(network, to)
      .filter(target => source.includes(':') === target.includes(':'))
      .map(target => ({ from: source, to: target })),
  )
  const ends = pairs.flatMap(pair =>
    port === undefined
      ? [pair]
      : protocolsAt(testbed, port).flatMap(protocol => [
          { protocol, ...pair, toPort: port },
          { protocol, ...pair, fromPort: port },
        ]),
  )
  const way: Way = {
    text: `from ${called(from.host)} to ${called(to.host)}${port === undefined ? '' : `, port ${port}`}`,
    fact: `Toward${inFact([to.host])}`,
    canary: { from: from.host, to: to.host, ...(port === undefined ? {} : toPort(testbed, port)) },
    ...along(ends),
  }
  return { to: to.host, way }
}

/** Whoever it is who listens there; only what travels to this host, where one is given. */
function portWays(testbed: PacketTestbed, port: number, only: HostPlace | undefined): readonly Way[] {
  const { network } = testbed
  const path = firstPath(network)
  const protocols = protocolsAt(testbed, port)
  if (only) {
    const ends = heldBy(network, only).flatMap(to =>
      protocols.flatMap(protocol => [
        { protocol, to, toPort: port },
        { protocol, to, fromPort: port },
      ]),
    )
    const { text, fact, canary } = wayToward(network, only)
    return [
      {
        text: `${text}, port ${port}`,
        fact,
        ...(canary ? { canary: { ...canary, ...toPort(testbed, port) } } : {}),
        ...along(ends),
      },
    ]
  }
  const back = path && {
    ...{ from: path.to, to: path.from },
    ...carried(protocols[0]),
    ports: { source: port, target: canaryPort },
  }
  return [
    {
      text: `toward port ${port}`,
      fact: `TowardPort${port}`,
      ...(path ? { canary: { ...path, ...toPort(testbed, port) } } : {}),
      ...along(protocols.map(protocol => ({ protocol, toPort: port }))),
    },
    {
      text: `from port ${port}`,
      fact: `FromPort${port}`,
      ...(back ? { canary: back } : {}),
      ...along(protocols.map(protocol => ({ protocol, fromPort: port }))),
    },
  ]
}

function toPort(testbed: PacketTestbed, port: number) {
  return { ...carried(protocolsAt(testbed, port)[0]), ports: { source: canaryPort, target: port } }
}
