// The connections under test as the kernels see them: from clients to servers, whatever process holds them.
import { HalfopenError } from '../../../kit/errors.ts'
import { sameEnd } from '../../../kit/socket-end.ts'
import { type TcpSocket, type TcpState, tcpSockets } from '../../../netlink/tcp-socket.ts'
import { clientsOf, type HostPlace, serversOf } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Every client's sockets toward a server, in one of these states. */
export function allClientSockets(testbed: Pick<PacketTestbed, 'network'>, ...states: readonly TcpState[]): TcpSocket[] {
  return clientsOf(testbed.network).flatMap(client => socketsOf(testbed, client, states))
}

/** The first client's: it is the one whose connection a state is about. */
export function clientSockets(testbed: Pick<PacketTestbed, 'network'>, ...states: readonly TcpState[]): TcpSocket[] {
  return socketsOf(testbed, firstClient(testbed), states)
}

/** Throws E_NO_HOST where nobody connects to anybody. */
export function firstClient({ network }: Pick<PacketTestbed, 'network'>): HostPlace {
  const [client] = clientsOf(network)
  if (client) return client
  throw new HalfopenError('E_NO_HOST', 'Cannot bring a connection into a state: no host connects to another', {
    fix: 'Start a client first',
  })
}

/** The server's end of a client's socket; undefined where there is none, or none any more. */
export function serverEnd(
  { network }: Pick<PacketTestbed, 'network'>,
  { local, remote }: TcpSocket,
): TcpSocket | undefined {
  const server = network.hostAt(remote.address)
  if (!server) return undefined
  const seen = network.translations?.seenBy(remote, local) ?? local
  return tcpSockets(server.netns).find(end => sameEnd(end.remote, seen))
}

/** `port 40112`: what tells the client's sockets apart. */
export function portText({ local }: TcpSocket): string {
  return `port ${local.port}`
}

function socketsOf(
  { network }: Pick<PacketTestbed, 'network'>,
  { netns }: HostPlace,
  states: readonly TcpState[],
): TcpSocket[] {
  return socketsToward(network, tcpSockets(netns), states)
}

/** Of a host's sockets those that it has made to a server, in one of these states. */
export function socketsToward(
  network: PacketTestbed['network'],
  sockets: readonly TcpSocket[],
  states: readonly TcpState[],
): TcpSocket[] {
  const served = serversOf(network).flatMap(({ addresses }) => Object.values(addresses))
  const open = new Set(sockets.flatMap(({ state, local }) => (state === 'LISTEN' ? [local.port] : [])))
  return sockets.filter(
    ({ state, local, remote }) => states.includes(state) && served.includes(remote.address) && !open.has(local.port),
  )
}
