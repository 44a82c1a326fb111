// What the clients' programs have set on their sockets, read from their own descriptors: as soon as a connection is born, and right before a fault.
import { messageOf } from '../../kit/errors.ts'
import type { FoundSocket } from '../../model/found.ts'
import type { HostName } from '../../model/units.ts'
import type { OpenTcpSocket } from '../../netlink/open-socket.ts'
import { Births, mostBorn } from '../born.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import type { Connection } from './connection.ts'

/** Of every connection that a client has made. */
export class SettingsSeen {
  readonly #testbed: Looked
  readonly #of = new Map<Connection, FoundSocket>()
  readonly #births = new Births<Connection>(born => this.#readBorn(born))

  constructor(testbed: Looked) {
    this.#testbed = testbed
  }

  /** It is read when its program has had a moment to set what it sets. */
  born(connection: Connection): void {
    this.#births.add(connection)
  }

  /** Reads those that stand now. */
  async read(): Promise<void> {
    await this.#readThese(this.#testbed.connections.filter(({ open }) => open).slice(-mostBorn))
  }

  /** As it was read last. */
  of(connection: Connection): FoundSocket | undefined {
    return this.#of.get(connection)
  }

  async #readBorn(born: readonly Connection[]): Promise<void> {
    await this.#readThese(born)
    for (const one of born) {
      const set = this.#of.get(one)?.set
      if (set) this.#testbed.recorder.made.bornWith(one.id, set)
    }
  }

  async #readThese(connections: readonly Connection[]): Promise<void> {
    for (const [host, own] of Map.groupBy(connections, ({ path }) => path.from)) {
      const { sockets, refused } = await socketsOf(host, own, this.#testbed)
      for (const one of own) this.#of.set(one, foundSocket(sockets.find(isOf(one)), refused))
    }
  }
}

type Looked = Pick<ByteTestbed, 'connections' | 'processes' | 'recorder'>

interface Read {
  readonly sockets: readonly Open[]
  /** Why some may be missing. */
  readonly refused?: string | undefined
}

type Open = OpenTcpSocket & { readonly set?: FoundSocket['set'] }

/**
 * Those behind these connections, looked for among what the processes of a host hold: the latest first, since they are the latest, and no further
 * than until each is found. Of a client with thousands most need not be borrowed.
 */
async function socketsOf(host: HostName, wanted: readonly Connection[], { processes }: Looked): Promise<Read> {
  if (process.platform !== 'linux') return { sockets: [], refused: 'sockets of programs are read on Linux only' }
  try {
    const [{ eachTcpSocket }, { socketDescriptors }, { socketSettings }] = await Promise.all([
      import('../../netlink/borrowed-sockets.ts'),
      import('../../netlink/socket-owner.ts'),
      import('../../netlink/socket-settings.ts'),
    ])
    const missing = new Set(wanted.map(({ ports }) => `${ports.client} ${ports.peer}`))
    const sockets: Open[] = []
    const refusals: string[] = []
    for (const { pid } of await processes(host)) {
      try {
        for (const socket of eachTcpSocket(pid, socketDescriptors(pid).reverse())) {
          if (missing.delete(`${socket.local?.port} ${socket.remote?.port}`))
            sockets.push({ ...socket, ...setOf(socketSettings(socket)) })
          if (missing.size === 0) return { sockets }
        }
      } catch (thrown) {
        refusals.push(`its process ${pid} may not be looked into: ${messageOf(thrown)}`)
      }
    }
    return { sockets, refused: refusals[0] }
  } catch (thrown) {
    return { sockets: [], refused: messageOf(thrown) }
  }
}

function setOf(set: FoundSocket['set']): Pick<FoundSocket, 'set'> {
  return set ? { set } : {}
}

/** Its client's end has these ports, whatever family the program has asked for. */
function isOf({ ports }: Connection): (socket: Open) => boolean {
  return ({ local, remote }) => local?.port === ports.client && remote?.port === ports.peer
}

/** What its kernel has with the tap, which it takes for its peer. */
function foundSocket(socket: Open | undefined, refused: string | undefined): FoundSocket {
  if (!socket) return { notRead: refused ?? 'no process of its host holds it' }
  const { set, info } = socket
  return {
    ...(set ? { set } : { notRead: 'its kernel does not report it' }),
    ...(info ? { rtoMs: info.rtoMs, rttMs: info.rttMs, windowBytes: info.sndWndBytes } : {}),
  }
}
