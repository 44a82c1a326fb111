// Packets by their ends: in the words of rules, by a look at one, and as one of our own. Ports are those of TCP or of UDP.
import { daddr, dport, type Part, saddr, sport, udpDport, udpSport } from '../../netlink/nft/match.ts'
import type { Datagram } from '../../observe/segment.ts'
import type { Canary } from './canary-frame.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Ends of packets: an address, a port, or both, at either side. */
export interface Ends {
  /** Of the ports; TCP where absent. */
  readonly protocol?: Protocol
  readonly from?: string
  readonly to?: string
  readonly fromPort?: number
  readonly toPort?: number
}

export type Protocol = 'tcp' | 'udp'

const ports = { tcp: { source: sport, target: dport }, udp: { source: udpSport, target: udpDport } } as const

/** What is talked at a port, as far as was seen. */
export function protocolsAt({ recorder }: PacketTestbed, port: number): readonly [Protocol, ...Protocol[]] {
  const seen = recorder.connections.filter(({ remote }) => remote?.port === port)
  const [first, ...rest] = [...new Set(seen.map((made): Protocol => made.protocol ?? 'tcp'))]
  return first ? [first, ...rest] : ['tcp']
}

/** What goes between any of these, in rules and by a look at one. */
export function along(ends: readonly Ends[]): Along {
  return {
    when: ends.map(({ protocol = 'tcp', from, to, fromPort, toPort }) => [
      ...(from === undefined ? [] : [saddr(from)]),
      ...(to === undefined ? [] : [daddr(to)]),
      ...(fromPort === undefined ? [] : [ports[protocol].source(fromPort)]),
      ...(toPort === undefined ? [] : [ports[protocol].target(toPort)]),
    ]),
    concerns: ({ source, target }) =>
      ends.some(
        ({ from = source.address, to = target.address, fromPort = source.port, toPort = target.port }) =>
          from === source.address && to === target.address && fromPort === source.port && toPort === target.port,
      ),
  }
}

/** The same, twice said. */
export interface Along {
  /** In the router's forward hook: any of these. */
  readonly when: readonly (readonly Part[])[]
  readonly concerns: (packet: Pick<Datagram, 'source' | 'target'>) => boolean
}

/** What a packet of our own is, to go where such packets go. */
export function carried(protocol: Protocol): Pick<Canary, 'segment' | 'datagram'> {
  return protocol === 'tcp' ? { segment: true } : { datagram: true }
}
