// What the programs have set on the sockets under test. It is read ahead of a fault: reading takes time, and a fault falls on a moment.
import type { SocketSettings } from '../../model/found.ts'
import type { Sysctls } from '../../model/step.ts'
import { borrowedTcpSockets } from '../../netlink/borrowed-sockets.ts'
import { socketDescriptors } from '../../netlink/socket-owner.ts'
import { socketSettings } from '../../netlink/socket-settings.ts'
import { type TcpSocket, tcpSockets } from '../../netlink/tcp-socket.ts'
import { timerSysctls } from '../../netlink/timer-sysctls.ts'
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
  #of = new Map<number, SocketSettings>()

  constructor(testbed: Looked) {
    this.#testbed = testbed
  }

  /** Reads those that stand now, anew. */
  read(): void {
    this.#of = new Map()
    const { network } = this.#testbed
    this.#sysctls = Object.fromEntries(clientsOf(network).map(({ host, netns }) => [host, netns.run(timerSysctls)]))
    for (const client of clientsOf(network))
      this.#readOn(client, socketsToward(network, tcpSockets(client.netns), ['ESTABLISHED', 'SYN-SENT']))
  }

  /** How a fault that comes now finds the connections. Those that have come since are read now. */
  found(): FoundBefore {
    const found = foundConnections(this.#testbed, (client, sockets) => {
      this.#readOn(client, sockets)
      return ({ inode }) => this.#of.get(inode)
    })
    return new NextWrites(this.#testbed, found, this.#sysctls)
  }

  #readOn({ netns }: HostPlace, sockets: readonly TcpSocket[]): void {
    const wanted = new Set(
      sockets.slice(0, mostRead).flatMap(({ inode }) => (inode === 0 || this.#of.has(inode) ? [] : [inode])),
    )
    if (wanted.size === 0) return
    for (const { pid } of processesIn(netns))
      for (const { inode, settings } of heldBy(pid, wanted)) this.#of.set(inode, settings)
  }
}

type Looked = ConstructorParameters<typeof NextWrites>[0]

/** So many of one client, the first ones: a pool's are alike, and each costs some 30 microseconds. */
export const mostRead = 256

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
