// Ports for programs that must be told theirs: outside the ephemeral range, under a lock that the kernel drops when its holder dies.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { HalfopenError } from './errors.ts'
import { shortageOf } from './shortage.ts'

/**
 * Reserves a free TCP port on 127.0.0.1. No other process that reserves this way is given it until it is released, and no
 * `connect()` or `listen(0)` is given it by the kernel (ip(7), ip_local_port_range). Throws E_NO_PORT when none is free.
 */
export async function reservePort(candidates: Iterable<number> = draw()): Promise<ReservedPort> {
  for (const port of candidates) {
    const lock = await tryLock(port + lockOffset)
    if (lock && (await isFree(port))) return new ReservedPort(port, lock)
    lock?.[Symbol.dispose]()
  }
  throw new HalfopenError('E_NO_PORT', `Cannot reserve a port: none was free between ${firstPort} and ${lastPort}`, {
    fix: 'End what listens there',
  })
}

/** A port of one's own. Disposing gives it back. */
export class ReservedPort implements Disposable {
  readonly port: number
  readonly #lock: Disposable

  constructor(port: number, lock: Disposable) {
    this.port = port
    this.#lock = lock
  }

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]()
  }
}

/**
 * A lock among all processes of this machine: a UDP socket on 127.0.0.1, which the kernel closes when its holder dies, however it
 * dies. Undefined while another holds it. `number` is the port, below the ephemeral range.
 */
export async function tryLock(number: number): Promise<Disposable | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const socket = createSocket('udp4')
  socket.once('error', thrown => refused(thrown, { resolve, reject }))
  socket.bind({ port: number, address: '127.0.0.1', exclusive: true }, () => resolve(true))
  const bound = await promise.catch((cause: unknown) => {
    socket.close()
    throw cause
  })
  if (!bound) return void socket.close()
  socket.unref()
  let held = true
  const release = () => {
    if (held) socket.close()
    held = false
  }
  return { [Symbol.dispose]: release }
}

const firstPort = 20_000
const lastPort = 25_999
/** The lock of a port is a UDP socket this much higher, so that a program may use UDP on its own port. */
const lockOffset = 6_000
const draws = 200

function* draw(): Generator<number> {
  const count = lastPort - firstPort + 1
  for (let i = 0; i < draws; i++) yield firstPort + Math.floor(Math.random() * count)
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', thrown => refused(thrown, { resolve, reject }))
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  return promise
}

/** Somebody else has the port, unless no socket can be made: then no port is to blame. */
function refused(cause: unknown, { resolve, reject }: Pick<PromiseWithResolvers<boolean>, 'resolve' | 'reject'>): void {
  const short = shortageOf(cause)
  if (!short) resolve(false)
  else reject(new HalfopenError('E_SHORTAGE', `Cannot reserve a port: ${short.why}`, { fix: short.fix, cause }))
}
