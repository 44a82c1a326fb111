// What the sockets of a host without a cable have sent or hold back: it never comes to the router, and the kernel counts it all the same.
import { sameEnd } from '../../kit/socket-end.ts'
import type { Connection } from '../../model/connection.ts'
import type { HostName } from '../../model/units.ts'
import { type TcpSocket, tcpSockets } from '../../netlink/tcp-socket.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** From when it is made. */
export class UnseenSockets {
  readonly #testbed: Seen
  readonly #hosts: readonly HostName[]
  readonly #before: readonly TcpSocket[]
  #now: readonly TcpSocket[]

  constructor(testbed: Seen, hosts: readonly HostName[]) {
    this.#testbed = testbed
    this.#hosts = hosts
    this.#before = this.#read()
    this.#now = this.#before
  }

  look(): void {
    this.#now = this.#read()
  }

  /** A socket that has gone meanwhile said goodbye, one that is new calls somebody, and of what goes by UDP nobody keeps a count. */
  hadSomething(connection: Connection): boolean {
    const { from, to } = connection
    return this.#hosts.some(host => (host === from || host === to) && this.#sent(host, connection))
  }

  #sent(host: HostName, { from, to, protocol, local, remote }: Connection): boolean {
    if (protocol === 'udp' || !local || !remote || this.#isCalling(from === host ? to : from)) return true
    const [own, peer] = from === host ? [local, remote] : [remote, this.#asSeen(remote, local)]
    const isIt = (one: TcpSocket) => sameEnd(one.local, own) && sameEnd(one.remote, peer)
    const [before, now] = [this.#before.find(isIt), this.#now.find(isIt)]
    if (!before && !now) return false
    return (now?.sendQueueBytes ?? 0) > 0 || before?.cookie !== now?.cookie || segmentsOut(before) !== segmentsOut(now)
  }

  /** Whether somebody tries to connect to that host now. */
  #isCalling(peer: HostName): boolean {
    return this.#now.some(
      ({ state, remote }) => state === 'SYN-SENT' && this.#testbed.network.hostAt(remote.address)?.host === peer,
    )
  }

  #asSeen(remote: NonNullable<Connection['remote']>, local: NonNullable<Connection['local']>) {
    return this.#testbed.network.translations?.seenBy(remote, local) ?? local
  }

  #read(): readonly TcpSocket[] {
    return this.#hosts.flatMap(host => tcpSockets(this.#testbed.place(host).netns))
  }
}

function segmentsOut(socket: TcpSocket | undefined): number | undefined {
  return socket?.info?.segsOut
}

type Seen = Pick<PacketTestbed, 'network' | 'place'>
