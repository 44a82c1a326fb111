// How long connections are silent, by the tap's own stamps where their packets meet the router: what a firewall counts, counted once more.
import { endText } from '../../kit/socket-end.ts'
import type { Ms } from '../../model/units.ts'
import type { End } from '../../observe/segment.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { hearProgramPackets } from './program-packet.ts'

/** Of every connection, from when it is made. Packets of our own are none of theirs. Disposing ends it. */
export class Silences implements Disposable {
  readonly #heard = new Map<string, Heard>()
  readonly #hearing: Disposable

  constructor(testbed: Pick<PacketTestbed, 'network' | 'recorder' | 'listen'>) {
    this.#hearing = hearProgramPackets(testbed, ({ source, target, payloadBytes }, atMs) =>
      this.#note(source, target, payloadBytes, atMs),
    )
  }

  /** What was heard between two ends; undefined where nothing was. */
  between(one: End, other: End): Heard | undefined {
    return this.#heard.get(keyOf(one, other))
  }

  [Symbol.dispose](): void {
    this.#hearing[Symbol.dispose]()
  }

  #note(source: End, target: End, payloadBytes: number, atMs: Ms): void {
    const key = keyOf(source, target)
    const { firstMs, lastMs, longestMs, said, brokenBy } = this.#heard.get(key) ?? nothing
    const gapMs = lastMs === undefined ? 0 : atMs - lastMs
    const breaks = gapMs >= silenceMs && !brokenBy.includes(endText(source))
    this.#heard.set(key, {
      firstMs: firstMs ?? atMs,
      lastMs: atMs,
      longestMs: Math.max(longestMs, gapMs),
      said: said || payloadBytes > 0,
      brokenBy: breaks ? [...brokenBy, endText(source)] : brokenBy,
    })
  }
}

/** Of one connection. */
export interface Heard {
  /** When its first packet came, and its last. */
  readonly firstMs: Ms
  readonly lastMs: Ms
  /** The longest time between two. */
  readonly longestMs: Ms
  /** Some of them carried data: where none did they are probes, and what answers those. */
  readonly said: boolean
  /** Who spoke first after a silence, by their ends. */
  readonly brokenBy: readonly string[]
}

const nothing: Partial<Heard> & Omit<Heard, 'firstMs' | 'lastMs'> = { longestMs: 0, said: false, brokenBy: [] }

/** What answers comes sooner. */
const silenceMs = 300

function keyOf(one: End, other: End): string {
  return [endText(one), endText(other)].sort().join(' ')
}
