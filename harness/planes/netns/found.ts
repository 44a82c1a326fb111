// What the connections under test are doing now, as the kernels of both their ends have it.
import type { ConnectionState } from '../../model/connection-state.ts'
import type { FoundConnection } from '../../model/found.ts'
import type { HostName } from '../../model/units.ts'
import { type TcpSocket, tcpSockets } from '../../netlink/tcp-socket.ts'
import { clientsOf, type HostPlace } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { socketsToward } from './states/sockets.ts'

/** Every client's connections to a server, in the order of the hosts. Each kernel is asked once. */
export function foundConnections({ network, wire }: Pick<PacketTestbed, 'network' | 'wire'>): FoundConnection[] {
  const asked = new Map<HostPlace, readonly TcpSocket[]>()
  const socketsOn = (place: HostPlace) => {
    const sockets = asked.get(place) ?? tcpSockets(place.netns)
    asked.set(place, sockets)
    return sockets
  }
  return clientsOf(network).flatMap(client =>
    socketsToward(network, socketsOn(client), ['ESTABLISHED', 'SYN-SENT']).flatMap(socket => {
      const server = network.hostAt(socket.remote.address)
      if (!server) return []
      const { local, remote } = socket
      const seen = network.translations?.seenBy(remote, local) ?? local
      const end = socketsOn(server).find(one => one.remote.address === seen.address && one.remote.port === seen.port)
      const connection = wire.flow(local, remote)?.connection
      return [{ ...found({ from: client.host, to: server.host }, socket, end), ...(connection ? { connection } : {}) }]
    }),
  )
}

function found(path: { from: HostName; to: HostName }, socket: TcpSocket, end: TcpSocket | undefined): FoundConnection {
  const ends = [socket, ...(end ? [end] : [])]
  const unackedBytes = ends.reduce((sum, { sendQueueBytes }) => sum + sendQueueBytes, 0)
  const unreadBytes = ends.reduce((sum, { recvQueueBytes }) => sum + recvQueueBytes, 0)
  const { lastDataSentMs = 0, lastDataRecvMs = 0, lastAckRecvMs = 0 } = socket.info ?? {}
  return {
    ...path,
    state: stateOf(socket, ends, unackedBytes),
    unackedBytes,
    unreadBytes,
    quietMs: Math.min(lastDataSentMs, lastDataRecvMs, lastAckRecvMs),
  }
}

function stateOf({ state, info }: TcpSocket, ends: readonly TcpSocket[], unackedBytes: number): ConnectionState {
  if (state === 'SYN-SENT') return 'connecting'
  if (ends.some(({ timer }) => timer === 'persist')) return 'zero-window'
  if (unackedBytes > 0) return 'data-in-flight'
  const spokeLast = info !== undefined && info.bytesSent > 0 && info.lastDataSentMs < info.lastDataRecvMs
  return spokeLast ? 'awaiting-answer' : 'idle'
}
