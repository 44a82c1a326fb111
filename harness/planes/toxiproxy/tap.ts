// The plane's own eyes and hands: a TCP tap on both sides of Toxiproxy, which itself cannot tell idleness, nor reset what is established.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { Path } from '../../model/observer.ts'
import type { Ms } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { Endpoint } from '../placed.ts'
import { Connection, type ConnectionListener, type Surroundings } from './connection.ts'
import { reset } from './reset.ts'
import { SocketCare } from './socket-care.ts'

/** client -> near -> Toxiproxy -> far -> server, on one path. Opened by `openTap`. */
export class Tap implements AsyncDisposable {
  /** Every connection that was made, those that have ended as well. */
  readonly connections: Connection[] = []
  readonly near: Server
  readonly far: Server
  #toxiproxy: Endpoint | undefined
  #server: Endpoint | undefined
  /** Connections that Toxiproxy has yet to take: it takes them one by one, in order. */
  readonly #untaken: Connection[] = []
  #parked: Arrival[] | undefined
  readonly #sockets = new Set<Socket>()
  readonly #socketCare = new SocketCare()
  readonly #path: Path
  readonly #recorder: Recorder
  readonly #surroundings: Surroundings

  constructor(path: Path, recorder: Recorder, listener: ConnectionListener) {
    this.#path = path
    this.#recorder = recorder
    this.#surroundings = { clock: recorder.clock, listener, cares: this.#socketCare }
    this.near = createServer(socketOptions, client => this.#arrive(client))
    this.far = createServer(socketOptions, toxiproxy => this.#continue(toxiproxy))
  }

  /** Where a client connects to. */
  get clientConnectsTo(): Endpoint {
    return endpointOf(this.near)
  }

  /** What Toxiproxy has as its upstream. */
  get toxiproxyConnectsTo(): Endpoint {
    return endpointOf(this.far)
  }

  /** Where Toxiproxy listens. */
  leadsThrough(toxiproxy: Endpoint): void {
    this.#toxiproxy = toxiproxy
  }

  /** Where the server listens. */
  leadsTo(server: Endpoint): void {
    this.#server = server
  }

  /** New connections are accepted, as by any kernel nearby, and get no further until `unpark`; nor does a RST. */
  park(): void {
    this.#parked ??= []
    this.#socketCare.holdResets()
  }

  /** Whether somebody has connected meanwhile and got no further. */
  get isWaitedFor(): boolean {
    return this.#parked !== undefined && this.#parked.length > 0
  }

  /** Resolves with what `update` gives. Meanwhile Toxiproxy has nobody to wait for. */
  async attentive<T>(update: () => Promise<T>): Promise<T> {
    return await this.#socketCare.attentive(update)
  }

  unpark(): void {
    this.#socketCare.releaseResets()
    const parked = this.#parked ?? []
    this.#parked = undefined
    for (const arrival of parked) if (!arrival.client.destroyed) this.#takeIn(arrival)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all([this.near, this.far].map(closed))
  }

  #arrive(client: Socket): void {
    const arrival = { client: this.#keep(client), bornMs: this.#recorder.clock.nowMs() }
    if (!this.#parked) {
      this.#takeIn(arrival)
      return
    }
    client.on('error', () => {})
    this.#parked.push(arrival)
  }

  #takeIn({ client, bornMs }: Arrival): void {
    if (!this.#toxiproxy) return void reset(client)
    const { from, to } = this.#path
    const id = this.#recorder.connected({ from, to, bornMs })
    const connection = new Connection({ id, path: this.#path }, this.#surroundings)
    this.connections.push(connection)
    this.#untaken.push(connection)
    connection.attachNear(client, this.#keepInner(connect({ ...this.#toxiproxy, ...socketOptions })))
    this.#surroundings.listener.born(connection)
  }

  #continue(toxiproxy: Socket): void {
    this.#keepInner(toxiproxy)
    const connection = this.#untaken.shift()
    if (!connection || !this.#server) return void reset(toxiproxy)
    connection.attachFar(toxiproxy, this.#keep(connect({ ...this.#server, ...socketOptions })))
  }

  #keepInner(toxiproxy: Socket): Socket {
    this.#socketCare.mind(toxiproxy)
    return this.#keep(toxiproxy)
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket)
    return socket.once('close', () => this.#sockets.delete(socket))
  }
}

/** Opens a tap on two ports of 127.0.0.1 that the kernel chooses. */
export async function openTap(path: Path, recorder: Recorder, listener: ConnectionListener): Promise<Tap> {
  const tap = new Tap(path, recorder, listener)
  await Promise.all([tap.near, tap.far].map(listening))
  return tap
}

/** A client that has connected, and when. */
interface Arrival {
  readonly client: Socket
  readonly bornMs: Ms
}

const socketOptions = { allowHalfOpen: true, noDelay: true } as const

async function listening(server: Server): Promise<void> {
  server.listen({ port: 0, host: '127.0.0.1', exclusive: true })
  await once(server, 'listening')
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  await promise
}

function endpointOf(server: Server): Endpoint {
  const address = server.address()
  return isAddressInfo(address) ? { host: address.address, port: address.port } : { host: '127.0.0.1', port: 0 }
}

function isAddressInfo(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
