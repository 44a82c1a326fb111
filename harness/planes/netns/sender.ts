// Sends frames out of a host's own device, past its kernel's rules and routes.
import { close } from 'node:fs'
import { HalfopenError } from '../../kit/errors.ts'
import { libc } from '../../netlink/libc.ts'
import { packetSocket } from '../../netlink/packet-socket.ts'
import { called } from '../host-words.ts'
import { type Canary, canaryFrame, type Forged, forgedFrame } from './canary-frame.ts'
import { type HostPlace, type Network, placeOf } from './network.ts'

/**
 * One socket a host, made when it is first used. Deaf: it is bound to no protocol. Its end is left to a thread, because the kernel
 * then waits for its other processors, 10 to 30 ms.
 */
export class Sender implements Disposable {
  readonly #network: Network
  readonly #sockets = new Map<HostPlace, number>()
  readonly #routerSockets = new Map<number, number>()

  constructor(network: Network) {
    this.#network = network
  }

  /** Throws E_PROBE when the device cannot send, as when it is down. */
  send({ from: sender, to: target, ...shape }: Canary, family = this.#network.family): void {
    const [from, to] = [placeOf(this.#network, sender), placeOf(this.#network, target)]
    if (!from || !to) return
    const frame = canaryFrame(shape, { from, to, family })
    try {
      libc.send(this.#socketOf(from), frame, frame.length, 0)
    } catch (cause) {
      const text = `Cannot send a canary from ${called(sender)} to ${called(target)}: its device does not send`
      throw new HalfopenError('E_PROBE', text, { cause })
    }
  }

  /** From the router, out of the device that leads to the host. */
  sendAs(to: HostPlace, segment: Forged): void {
    const frame = forgedFrame(segment, to)
    libc.send(this.#routerSocket(to), frame, frame.length, 0)
  }

  /** What the host has sent before. */
  resend(from: HostPlace, frame: Buffer): void {
    libc.send(this.#socketOf(from), frame, frame.length, 0)
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets.values()) close(socket, () => {})
    this.#sockets.clear()
    for (const socket of this.#routerSockets.values()) close(socket, () => {})
    this.#routerSockets.clear()
  }

  #routerSocket({ gate }: HostPlace): number {
    const socket = this.#routerSockets.get(gate.index) ?? packetSocket(gate.netns, gate.index, 0)
    this.#routerSockets.set(gate.index, socket)
    return socket
  }

  #socketOf(place: HostPlace): number {
    const socket = this.#sockets.get(place) ?? packetSocket(place.netns, place.device.index, 0)
    this.#sockets.set(place, socket)
    return socket
  }
}
