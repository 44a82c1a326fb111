// What of the clients' traffic stands now, as a firewall has to know it: TCP connections by their sockets, and UDP by what has passed.
import type { Ms } from '../../model/units.ts'
import { type Tuple, tupleBetween } from '../../netlink/conntrack.ts'
import { type ProcUdpSocket, procUdpSockets } from '../../netlink/proc-net.ts'
import type { TcpSocket } from '../../netlink/tcp-socket.ts'
import type { DatagramFlow } from '../../observe/datagrams.ts'
import type { End } from '../../observe/segment.ts'
import { type HostPlace, placeOf } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { allClientSockets } from './states/sockets.ts'

/** One of them. */
export interface Standing {
  readonly protocol: 'tcp' | 'udp'
  readonly local: End
  readonly remote: End
  /** As connection tracking names it. */
  readonly tuple: Tuple
  /** The same as long as it stands. */
  readonly key: string
  /** How long nothing of it was heard or sent. */
  readonly quietMs: Ms
}

/** All of them, by both protocols. */
export function standing(testbed: Seen): readonly Standing[] {
  const nowMs = testbed.recorder.clock.nowMs()
  return [
    ...allClientSockets(testbed, 'ESTABLISHED').map(overTcp),
    ...standingDatagrams(testbed).map(flow => overUdp(flow, nowMs)),
  ]
}

/** What clients have begun to say over UDP by a port that they still have. */
export function standingDatagrams({ network, wire }: Pick<Seen, 'network' | 'wire'>): readonly DatagramFlow[] {
  const asked = new Map<HostPlace, readonly ProcUdpSocket[]>()
  return wire.datagrams.flows.filter(({ ends, local }) => {
    const place = placeOf(network, ends.client.host.name)
    if (!place) return false
    const sockets = asked.get(place) ?? procUdpSockets(place.netns)
    asked.set(place, sockets)
    return sockets.some(socket => socket.local.port === local.port)
  })
}

type Seen = Pick<PacketTestbed, 'network' | 'wire' | 'recorder'>

/** A cookie is the same for one socket as long as its kernel runs, and each client may have a kernel's tables of its own. */
function overTcp({ local, remote, cookie, info }: TcpSocket): Standing {
  const { lastDataSentMs = 0, lastDataRecvMs = 0, lastAckRecvMs = 0 } = info ?? {}
  return {
    protocol: 'tcp',
    local,
    remote,
    tuple: tupleBetween('tcp', local, remote),
    key: `${local.address} ${cookie}`,
    quietMs: Math.min(lastDataSentMs, lastDataRecvMs, lastAckRecvMs),
  }
}

function overUdp({ local, remote, ends, passedAtMs }: DatagramFlow, nowMs: Ms): Standing {
  return {
    protocol: 'udp',
    local,
    remote,
    tuple: tupleBetween('udp', local, remote),
    key: `udp ${ends.client.text} ${ends.server.text}`,
    quietMs: Math.max(0, nowMs - Math.max(passedAtMs.client, passedAtMs.server)),
  }
}
