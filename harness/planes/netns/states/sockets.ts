// The connections under test as both kernels see them: from the client to the service, whatever process holds them.
import { type TcpSocket, type TcpState, tcpSockets } from '../../../netlink/tcp-socket.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** The client's sockets toward a server, in one of these states. */
export function clientSockets(
  { network }: Pick<PacketTestbed, 'network'>,
  ...states: readonly TcpState[]
): TcpSocket[] {
  const served = [network.server, network.standby].flatMap(place => Object.values(place?.addresses ?? {}))
  return tcpSockets(network.client.netns).filter(
    ({ state, remote }) => states.includes(state) && served.includes(remote.address),
  )
}

/** The server's end of the client's socket; undefined where there is none, or none any more. */
export function serverEnd({ network }: Pick<PacketTestbed, 'network'>, { local }: TcpSocket): TcpSocket | undefined {
  return tcpSockets(network.server.netns).find(
    ({ remote }) => remote.address === local.address && remote.port === local.port,
  )
}

/** `port 40112`: what tells the client's sockets apart. */
export function portText({ local }: TcpSocket): string {
  return `port ${local.port}`
}
