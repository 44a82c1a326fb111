// What the connections under test are doing now, as the kernels of both their ends have it.
import { sameEnd } from '../../kit/socket-end.ts'
import type { ConnectionState } from '../../model/connection-state.ts'
import type { FoundConnection, FoundSocket, SocketSettings } from '../../model/found.ts'
import type { HostName, Ms } from '../../model/units.ts'
import { type TcpSocket, tcpSockets } from '../../netlink/tcp-socket.ts'
import { type DatagramFlow, lastSpeaker } from '../../observe/datagrams.ts'
import type { Side } from '../../observe/flow.ts'
import { stateOf } from '../state-of.ts'
import { clientsOf, type HostPlace } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { standingDatagrams } from './standing.ts'
import { socketsToward } from './states/sockets.ts'

/** Every client's connections to a server, in the order of the hosts. Each kernel is asked once. `settingsOf`: what their programs have set. */
export function foundConnections(
  testbed: Pick<PacketTestbed, 'network' | 'wire' | 'recorder'>,
  settingsOf?: (client: HostPlace, sockets: readonly TcpSocket[]) => (socket: TcpSocket) => SocketSettings | undefined,
): FoundConnection[] {
  const { network, wire } = testbed
  const asked = new Map<HostPlace, readonly TcpSocket[]>()
  const socketsOn = (place: HostPlace) => {
    const sockets = asked.get(place) ?? tcpSockets(place.netns)
    asked.set(place, sockets)
    return sockets
  }
  const overTcp = clientsOf(network).flatMap(client => {
    const sockets = socketsToward(network, socketsOn(client), ['ESTABLISHED', 'SYN-SENT'])
    const setOn = settingsOf?.(client, sockets)
    return sockets.flatMap(socket => {
      const server = network.hostAt(socket.remote.address)
      if (!server) return []
      const { local, remote } = socket
      const source = network.translations?.seenBy(remote, local) ?? local
      const end = socketsOn(server).find(one => sameEnd(one.remote, source))
      const { connection, lastFrom } = wire.flow(local, remote) ?? {}
      return [
        {
          ...found({ from: client.host, to: server.host }, { socket, end, lastFrom }),
          ...(connection ? { connection } : {}),
          ...(setOn ? { socket: foundSocket(socket, setOn(socket)) } : {}),
        },
      ]
    })
  })
  return [...overTcp, ...standingDatagrams(testbed).map(flow => foundDatagrams(flow, testbed.recorder.clock.nowMs()))]
}

/** Nobody keeps a datagram until it is acknowledged: what is known is who spoke last. */
function foundDatagrams(flow: DatagramFlow, nowMs: Ms): FoundConnection {
  const { ends, connection, passedAtMs } = flow
  return {
    from: ends.client.host.name,
    to: ends.server.host.name,
    ...(connection === undefined ? {} : { connection }),
    state: stateOf({ unackedBytes: 0, lastFrom: lastSpeaker(flow) }),
    unackedBytes: 0,
    quietMs: Math.max(0, nowMs - Math.max(passedAtMs.client, passedAtMs.server)),
  }
}

/** Both ends as their kernels have them, and whose words were passed on last. */
interface Ends {
  readonly socket: TcpSocket
  readonly end: TcpSocket | undefined
  readonly lastFrom: Side | undefined
}

function found(path: { from: HostName; to: HostName }, { socket, end, lastFrom }: Ends): FoundConnection {
  const ends = [socket, ...(end ? [end] : [])]
  const unackedBytes = ends.reduce((sum, { sendQueueBytes }) => sum + sendQueueBytes, 0)
  const unreadBytes = ends.reduce((sum, { recvQueueBytes }) => sum + recvQueueBytes, 0)
  const { lastDataSentMs = 0, lastDataRecvMs = 0, lastAckRecvMs = 0 } = socket.info ?? {}
  return {
    ...path,
    state: standing(socket, ends) ?? stateOf({ unackedBytes, lastFrom: speakerOf(socket) ?? lastFrom }),
    unackedBytes,
    unreadBytes,
    quietMs: Math.min(lastDataSentMs, lastDataRecvMs, lastAckRecvMs),
  }
}

function foundSocket({ info, timer, expiresMs, sendQueueBytes }: TcpSocket, set?: SocketSettings): FoundSocket {
  return {
    ...(set === undefined ? {} : { set }),
    unackedBytes: sendQueueBytes,
    ...(info ? { rtoMs: info.rtoMs, rttMs: info.rttMs, windowBytes: info.sndWndBytes } : {}),
    timer,
    ...(timer === 'none' ? {} : { dueMs: expiresMs }),
    ...(info?.backoff ? { backoff: info.backoff } : {}),
  }
}

function standing({ state }: TcpSocket, ends: readonly TcpSocket[]): ConnectionState | undefined {
  if (state === 'SYN-SENT') return 'connecting'
  return ends.some(({ timer }) => timer === 'persist') ? 'zero-window' : undefined
}

/** As the client's kernel has it, to its own tick: an answer that was followed at once by the next request is as old as that, and the wire tells. */
function speakerOf({ info }: TcpSocket): Side | undefined {
  if (!info || info.lastDataSentMs === info.lastDataRecvMs) return undefined
  return info.bytesSent > 0 && info.lastDataSentMs < info.lastDataRecvMs ? 'client' : 'server'
}
