// Sends frames out of a host's own device, past its kernel's rules and routes, by a socket that stays open: closing one costs milliseconds.

import { HalfopenError } from '../../kit/errors.ts'
import { libc } from '../../netlink/libc.ts'
import { packetSocket } from '../../netlink/packet-socket.ts'
import { type HostPlace, type Network, placeOf, places } from './network.ts'
import { type Probe, probeFrame } from './probe-frame.ts'

/** One socket a host. Deaf: it is bound to no protocol, so the kernel gives it nothing and has nothing to wait for at its end. */
export class Sender implements Disposable {
  readonly #network: Network
  readonly #sockets: ReadonlyMap<HostPlace, number>
  #open = true

  constructor(network: Network) {
    this.#network = network
    this.#sockets = new Map(places(network).map(place => [place, packetSocket(place.netns, place.device.index, 0)]))
  }

  /** Throws E_PROBE when the device cannot send, as when it is down. */
  send({ from: sender, to: target, ...shape }: Probe, family = this.#network.family): void {
    const [from, to] = [placeOf(this.#network, sender), placeOf(this.#network, target)]
    const socket = from && this.#sockets.get(from)
    if (!from || !to || socket === undefined) return
    const frame = probeFrame(shape, { from, to, family })
    try {
      libc.send(socket, frame, frame.length, 0)
    } catch (cause) {
      const text = `Cannot send a probe from ${sender} to ${target}: its device does not send`
      throw new HalfopenError('E_PROBE', text, { cause })
    }
  }

  [Symbol.dispose](): void {
    if (this.#open) for (const socket of this.#sockets.values()) libc.close(socket)
    this.#open = false
  }
}
