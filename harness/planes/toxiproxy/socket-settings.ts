// What the clients' programs have set on their sockets, read from their own descriptors: as soon as a connection is born, and right before a fault.
import { after } from '../../kit/clock.ts'
import { messageOf } from '../../kit/errors.ts'
import type { FoundSocket } from '../../model/found.ts'
import type { HostName } from '../../model/units.ts'
import type { OpenTcpSocket } from '../../netlink/open-socket.ts'
import { mostBorn, settledMs } from '../born.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import type { Connection } from './connection.ts'

/** Of every connection that a client has made. */
export class SettingsSeen {
  readonly #testbed: Looked
  readonly #of = new Map<Connection, FoundSocket>()
  readonly #born: Connection[] = []
  #read = 0
  #pending: Disposable | undefined

  constructor(testbed: Looked) {
    this.#testbed = testbed
  }

  /** It is read when its program has had a moment to set what it sets. */
  born(connection: Connection): void {
    if (this.#read + this.#born.length >= mostBorn) return
    this.#born.push(connection)
    this.#pending ??= after(settledMs, () => void this.#readBorn())
  }

  /** Reads those that stand now. */
  async read(): Promise<void> {
    await this.#readThese(this.#testbed.connections.filter(({ open }) => open).slice(-mostBorn))
  }

  /** As it was read last. */
  of(connection: Connection): FoundSocket | undefined {
    return this.#of.get(connection)
  }

  async #readBorn(): Promise<void> {
    this.#pending = undefined
    const born = this.#born.splice(0)
    this.#read += born.length
    await this.#readThese(born)
    for (const one of born) {
      const set = this.#of.get(one)?.set
      if (set) this.#testbed.recorder.made.bornWith(one.id, set)
    }
  }

  async #readThese(connections: readonly Connection[]): Promise<void> {
    for (const [host, own] of Map.groupBy(connections, ({ path }) => path.from)) {
      const { sockets, refused } = await socketsOf(host, this.#testbed)
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

/** Those that all processes of a host hold. */
async function socketsOf(host: HostName, { processes }: Looked): Promise<Read> {
  if (process.platform !== 'linux') return { sockets: [], refused: 'sockets of programs are read on Linux only' }
  try {
    const [{ borrowedTcpSockets }, { socketDescriptors }, { socketSettings }] = await Promise.all([
      import('../../netlink/borrowed-sockets.ts'),
      import('../../netlink/socket-owner.ts'),
      import('../../netlink/socket-settings.ts'),
    ])
    const each = (await processes(host)).map(({ pid }): Read => {
      try {
        const open = borrowedTcpSockets(pid, socketDescriptors(pid))
        return { sockets: open.map(socket => ({ ...socket, ...setOf(socketSettings(socket)) })) }
      } catch (thrown) {
        return { sockets: [], refused: `its process ${pid} may not be looked into: ${messageOf(thrown)}` }
      }
    })
    return {
      sockets: each.flatMap(({ sockets }) => sockets),
      refused: each.find(({ refused }) => refused !== undefined)?.refused,
    }
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
    ...(set ? { set } : { notRead: 'its kernel does not tell' }),
    ...(info ? { rtoMs: info.rtoMs, rttMs: info.rttMs, windowBytes: info.sndWndBytes } : {}),
  }
}
