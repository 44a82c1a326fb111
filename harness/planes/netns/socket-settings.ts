// What the programs have set on the sockets under test. Reading takes time, and a fault falls on a moment: it is read ahead of one, and once more after it.
import { after } from '../../kit/clock.ts'
import { sameEnd } from '../../kit/socket-end.ts'
import type { Connection } from '../../model/connection.ts'
import type { FoundConnection, SocketSettings } from '../../model/found.ts'
import type { Sysctls } from '../../model/step.ts'
import { borrowedTcpSockets } from '../../netlink/borrowed-sockets.ts'
import { socketDescriptors } from '../../netlink/socket-owner.ts'
import { socketSettings } from '../../netlink/socket-settings.ts'
import { type TcpSocket, tcpSockets } from '../../netlink/tcp-socket.ts'
import { timerSysctls } from '../../netlink/timer-sysctls.ts'
import { Births, settledMs } from '../born.ts'
import { foundConnections } from './found.ts'
import { clientsOf, type HostPlace } from './network.ts'
import { NextWrites } from './next-writes.ts'
import type { FoundBefore } from './packet-testbed.ts'
import { processesIn } from './processes.ts'
import { socketsToward } from './states/sockets.ts'

/** Of every client's connections to a server. */
export class SettingsSeen {
  readonly #testbed: Looked
  #sysctls: Sysctls = {}
  /** By inode. */
  #of = new Map<number, SocketSettings>()

  readonly #births = new Births<Connection>(born => this.#readBorn(born))

  constructor(testbed: Looked) {
    this.#testbed = testbed
  }

  /** A connection over TCP is read. */
  born = (connection: Connection): void => {
    if (connection.protocol === undefined) this.#births.add(connection)
  }

  /** Reads those that stand now. */
  read(): void {
    const clients = clientsOf(this.#testbed.network)
    this.#sysctls = Object.fromEntries(clients.map(({ host, netns }) => [host, netns.run(timerSysctls)]))
    this.#of = new Map()
    this.#readAll()
  }

  /** How a fault that comes now finds the connections. Those that have come since are read now, and all of them when it is in force. */
  found(): FoundBefore {
    const tcp: TcpSocket[] = []
    const known = this.#of
    const found = foundConnections(this.#testbed, (client, sockets) => {
      this.#readOn(
        client,
        sockets.slice(0, mostRead).filter(({ inode }) => !known.has(inode)),
      )
      return socket => {
        tcp.push(socket)
        return known.get(socket.inode)
      }
    })
    const writes = new NextWrites(this.#testbed, found, tcp)
    return {
      sysctls: this.#sysctls,
      from: injected => {
        writes.from(injected)
        after(settledMs, () => this.#readAll())
      },
      get found() {
        return writes.found.map((one, at) => withSettings(one, known.get(tcp[at]?.inode ?? 0)))
      },
    }
  }

  /** What has gone meanwhile stays as it was read last. */
  #readAll(): void {
    const { network } = this.#testbed
    for (const client of clientsOf(network))
      this.#readOn(client, socketsToward(network, listed(client), ['ESTABLISHED', 'SYN-SENT']))
  }

  #readBorn(born: readonly Connection[]): void {
    const { network, recorder } = this.#testbed
    for (const client of clientsOf(network)) {
      const own = born.filter(({ from }) => from === client.host)
      const sockets = own.length === 0 ? [] : listed(client)
      const ofThese = own.flatMap(({ id, local, remote }) => {
        const socket = sockets.find(one => local && remote && sameEnd(one.local, local) && sameEnd(one.remote, remote))
        return socket ? [{ id, socket }] : []
      })
      this.#readOn(
        client,
        ofThese.map(({ socket }) => socket),
      )
      for (const { id, socket } of ofThese) {
        const set = this.#of.get(socket.inode)
        if (set) recorder.made.bornWith(id, set)
      }
    }
  }

  #readOn({ netns }: HostPlace, sockets: readonly TcpSocket[]): void {
    const wanted = new Set(sockets.slice(0, mostRead).map(({ inode }) => inode))
    if (wanted.size === 0) return
    for (const { pid } of processesIn(netns))
      for (const { inode, settings } of heldBy(pid, wanted)) this.#of.set(inode, settings)
  }
}

/** So many of one client, the first ones: those of a pool are alike, and one costs some 0.1 ms. */
const mostRead = 256

type Looked = ConstructorParameters<typeof NextWrites>[0]

/** Nothing where the network has been closed. */
function listed({ netns }: HostPlace): TcpSocket[] {
  try {
    return tcpSockets(netns)
  } catch {
    return []
  }
}

/** A process that has ended, or may not be looked into, tells nothing. */
function heldBy(pid: number, wanted: ReadonlySet<number>): { inode: number; settings: SocketSettings }[] {
  try {
    const held = socketDescriptors(pid).filter(({ inode }) => wanted.has(inode))
    if (held.length === 0) return []
    return borrowedTcpSockets(pid, held).flatMap(socket => {
      const settings = socketSettings(socket)
      return settings ? [{ inode: socket.inode, settings }] : []
    })
  } catch {
    return []
  }
}

function withSettings(one: FoundConnection, set: SocketSettings | undefined): FoundConnection {
  return one.socket && set ? { ...one, socket: { ...one.socket, set } } : one
}
