// Whether anything came that a fault could have met: where chance or a packet decides, its kernel's word that it is in force is all there is until then.

import type { PacketTestbed } from '../packet-testbed.ts'
import { hearProgramPackets } from '../program-packet.ts'
import type { Way } from '../ways.ts'

/** Counts what programs, or their kernels for them, send on these ways, from when it is made. Disposing ends it. */
export class Came implements Disposable {
  #count = 0
  readonly #hearing: Disposable

  constructor(testbed: Pick<PacketTestbed, 'network' | 'recorder' | 'listen'>, ways: readonly Way[]) {
    this.#hearing = hearProgramPackets(testbed, packet => {
      if (ways.some(way => way.concerns(packet))) this.#count++
    })
  }

  get none(): boolean {
    return this.#count === 0
  }

  [Symbol.dispose](): void {
    this.#hearing[Symbol.dispose]()
  }
}
