// One direction of one connection on one side of Toxiproxy: what comes from one socket goes to the other, unless it is diverted.
import type { Socket } from 'node:net'
import { reset } from './reset.ts'

/** What a socket receives: bytes, or how its peer ended. */
export type Packet = Buffer | Ending
export type Ending = 'FIN' | 'RST'

/** A sender is paused when this much of what it sent is held. */
const heldLimitBytes = 1 << 20

/** A pipe in use. `seen` is told of every packet before it goes on. */
export class Pipe {
  readonly #from: Socket
  readonly #to: Socket
  readonly #care: Care
  #divert: ((packet: Packet) => void) | undefined
  #held: Packet[] = []

  constructor(from: Socket, to: Socket, care: Care, seen: (packet: Packet) => Packet) {
    this.#from = from
    this.#to = to
    this.#care = care
    const take = (packet: Packet) => {
      const next = seen(packet)
      if (this.#divert) this.#divert(next)
      else this.#pass(next)
    }
    from.on('data', take)
    from.on('end', () => take('FIN'))
    from.on('error', () => take('RST'))
  }

  /** Keeps every packet to itself from now on, and closes nothing. */
  hold(): void {
    this.#divert = packet => {
      this.#held.push(packet)
      if (sizeBytes(this.#held) > heldLimitBytes) this.#from.pause()
    }
  }

  /** Answers the next packet with a RST to its sender. */
  refuse(answered: () => void): void {
    this.#divert = packet => {
      if (packet !== 'RST') answered()
      reset(this.#from)
    }
  }

  /** Lets packets through again, those that were held first. */
  release(): void {
    this.#divert = undefined
    this.#from.resume()
    for (const packet of this.#held.splice(0)) this.#pass(packet)
  }

  #pass(packet: Packet): void {
    const to = this.#to
    if (to.destroyed) return
    if (packet === 'RST') this.#care.reset(to)
    else if (packet === 'FIN') to.end()
    else if (!to.writableEnded && !to.write(packet) && this.#care.mayPause()) this.#pause()
  }

  /** Until the receiver takes more, or is gone. */
  #pause(): void {
    const [from, to] = [this.#from, this.#to]
    const resume = () => {
      to.off('drain', resume).off('close', resume)
      from.resume()
    }
    from.pause()
    to.on('drain', resume).on('close', resume)
  }
}

/** What a pipe must not do to its sockets at any time it likes. */
export interface Care {
  reset(socket: Socket): void
  /** Whether the sender may be made to wait for the receiver. */
  mayPause(): boolean
}

function sizeBytes(packets: readonly Packet[]): number {
  return packets.reduce((sum, packet) => sum + (typeof packet === 'string' ? 0 : packet.length), 0)
}
