// What is kept of the packets of a run: of each stretch between steps the first and the last ones, what is out of the ordinary apart from what is not.
import type { Packet, PacketGap, PacketKind } from '../model/packet.ts'
import type { RunRecord } from '../model/record.ts'
import type { Ms } from '../model/units.ts'

/** Of each stretch so many first ones, and as many last ones. */
const most = { ordinary: 60, notable: 200 }
/** What comes after more steps than this is one stretch. */
const mostStretches = 12

/** Those of a run. Whether one was passed on may be added to it later. */
export class KeptPackets {
  readonly #stretches = [newStretch()]
  #next = 0

  add(packet: Packet): void {
    const ends = this.#stretches.at(-1)?.[ordinary.has(packet.kind) ? 'ordinary' : 'notable']
    ends?.add({ packet, number: this.#next++ })
  }

  /** A step was taken: what comes now is looked at anew. */
  turn(): void {
    if (this.#stretches.length < mostStretches) this.#stretches.push(newStretch())
  }

  /** In the order in which they came, as it stood at that time, and where some are missing; nothing where there were none. */
  record(endedAtMs: Ms): Pick<RunRecord, 'packets' | 'packetGaps'> {
    const ends = this.#stretches.flatMap(stretch => [stretch.ordinary, stretch.notable])
    const kept = ends.flatMap(one => one.kept).toSorted((a, b) => a.number - b.number)
    const packets = kept.map(({ packet }) => asOf(packet, endedAtMs))
    const packetGaps = ends.flatMap(({ gap }) => gap ?? []).toSorted((a, b) => a.fromMs - b.fromMs)
    return {
      ...(packets.length === 0 ? {} : { packets }),
      ...(packetGaps.length === 0 ? {} : { packetGaps }),
    }
  }
}

const ordinary: ReadonlySet<PacketKind> = new Set<PacketKind>(['data', 'ack', 'datagram'])

/** Several may come at the same time: by their numbers they are in order. */
interface Numbered {
  readonly packet: Packet
  readonly number: number
}

/** The first and the last of many. */
class Ends {
  readonly #most: number
  readonly #first: Numbered[] = []
  #last: Numbered[] = []
  #left = 0
  #leftFromMs: Ms = 0
  #leftToMs: Ms = 0

  constructor(count: number) {
    this.#most = count
  }

  get kept(): readonly Numbered[] {
    return [...this.#first, ...this.#last.slice(-this.#most)]
  }

  get gap(): PacketGap | undefined {
    const over = this.#last.slice(0, -this.#most)
    const packets = this.#left + over.length
    if (packets === 0) return undefined
    const fromMs = this.#left > 0 ? this.#leftFromMs : atMsOf(over[0])
    return { fromMs, toMs: over.length > 0 ? atMsOf(over.at(-1)) : this.#leftToMs, packets }
  }

  add(one: Numbered): void {
    if (this.#first.length < this.#most) this.#first.push(one)
    else if (this.#last.push(one) >= 2 * this.#most) this.#leaveOut()
  }

  /** Half of them at once: to move all of them with each one would take longer than the packet. */
  #leaveOut(): void {
    const out = this.#last.slice(0, -this.#most)
    if (this.#left === 0) this.#leftFromMs = atMsOf(out[0])
    this.#leftToMs = atMsOf(out.at(-1))
    this.#left += out.length
    this.#last = this.#last.slice(-this.#most)
  }
}

function atMsOf(one: Numbered | undefined): Ms {
  return one?.packet.atMs ?? 0
}

/** What was passed on later, as everything is healed, was not during the watch. */
function asOf({ passedAtMs = Number.POSITIVE_INFINITY, ...packet }: Packet, endedAtMs: Ms): Packet {
  return passedAtMs <= endedAtMs ? { ...packet, passedAtMs } : packet
}

function newStretch(): Readonly<Record<'ordinary' | 'notable', Ends>> {
  return { ordinary: new Ends(most.ordinary), notable: new Ends(most.notable) }
}
