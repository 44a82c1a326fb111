// Where questions for names come in, at the router: by UDP, and by TCP for who prefers that or was told to. RFC 7766
import { createSocket, type Socket } from 'node:dgram'
import { type Socket as Connection, createServer, type Server } from 'node:net'
import type { Netns } from '../../../netlink/netns.ts'
import { boundSocket } from '../../../netlink/server-socket.ts'
import type { Transport } from './dns-answer.ts'

/** Where DNS listens. */
export const dnsPort = 53

/** Handles a message from an address, and answers by `reply`, now or later, or never. */
export type Handler = (bytes: Buffer, from: From, reply: Reply) => void

/** Who has sent a message, and how. */
export interface From {
  readonly address: string
  readonly port: number
  readonly by: Transport
}

export type Reply = (bytes: Buffer) => void

/** Both. Disposing closes them. */
export class DnsSockets implements Disposable {
  readonly #udp: Socket
  readonly #tcp: Server
  readonly #connections = new Set<Connection>()

  constructor(netns: Netns, address: string, handle: Handler) {
    const version = address.includes(':') ? 'udp6' : 'udp4'
    this.#udp = createSocket(version).on('error', () => {})
    this.#udp.on('message', (bytes, from) =>
      handle(bytes, { ...from, by: 'udp' }, answer => this.#udp.send(answer, from.port, from.address, () => {})),
    )
    this.#udp.bind({ fd: boundSocket(netns, 'udp', address, dnsPort) })
    this.#tcp = createServer(connection => this.#serve(connection, handle)).on('error', () => {})
    this.#tcp.listen({ fd: boundSocket(netns, 'tcp', address, dnsPort) })
  }

  [Symbol.dispose](): void {
    this.#udp.close()
    this.#tcp.close()
    for (const connection of this.#connections) connection.destroy()
  }

  /** Each message comes behind its length. */
  #serve(connection: Connection, handle: Handler): void {
    this.#connections.add(connection)
    connection.on('error', () => {}).once('close', () => this.#connections.delete(connection))
    const from = { address: connection.remoteAddress ?? '', port: connection.remotePort ?? 0, by: 'tcp' } as const
    let rest = Buffer.alloc(0)
    connection.on('data', chunk => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE()) {
        const end = 2 + rest.readUInt16BE()
        handle(rest.subarray(2, end), from, answer => {
          const length = Buffer.alloc(2)
          length.writeUInt16BE(answer.length)
          connection.write(Buffer.concat([length, answer]))
        })
        rest = rest.subarray(end)
      }
    })
  }
}
