// What devices do with packets, read back: which qdisc is in force, and what it counted.
import { attributes } from './attribute.ts'
import { readText } from './bytes.ts'
import type { Netns } from './netns.ts'
import { CERTAIN, NETEM, type Netem, place, ROOT, RTM_QDISC, TCA } from './qdisc.ts'
import { reading } from './reading.ts'
import { type Device, question } from './rtnetlink.ts'

/** What stands directly at a device. `netem`: what it was told, where it is one. */
export interface QdiscState {
  readonly kind: string
  readonly netem: ReadNetem | undefined
  /** Packets that it has sent on. What is held is not among them. */
  readonly packets: number
  readonly bytes: number
  /** Lost, or beyond the limit. */
  readonly dropped: number
  /** Held at this moment. */
  readonly heldPackets: number
  readonly heldBytes: number
}

/** What is read back of one. */
type ReadNetem = Required<Pick<Netem, 'delayMs' | 'jitterMs' | 'lossPercent' | 'limitPackets'>> &
  Pick<Netem, 'duplicatePercent' | 'reorderPercent' | 'rateBitsPerSecond'>

/** The qdisc of a device. A device that sends at once has `noqueue`, with counters that stay at 0. */
export function qdiscOf(netns: Pick<Netns, 'dump'>, device: Device, parent = ROOT): QdiscState | undefined {
  const what = 'list qdiscs'
  const isIt = (body: Buffer) => body.readInt32LE(4) === device.index && body.readUInt32LE(12) === parent
  const body = netns.dump(question(what, RTM_QDISC.GET, place(device, 0))).find(reading(what, isIt))
  return body && reading(what, read)(body)
}

function read(body: Buffer): QdiscState {
  const seen = attributes(body.subarray(20))
  const kind = readText(seen.get(TCA.KIND) ?? EMPTY)
  const stats = attributes(seen.get(TCA.STATS2))
  const [basic, queue] = [stats.get(STATS.BASIC), stats.get(STATS.QUEUE)]
  return {
    kind,
    netem: kind === 'netem' ? readNetem(seen.get(TCA.OPTIONS) ?? EMPTY) : undefined,
    bytes: Number(basic?.readBigUInt64LE(0) ?? 0),
    packets: Number(stats.get(STATS.PKT64)?.readBigUInt64LE(0) ?? basic?.readUInt32LE(8) ?? 0),
    heldPackets: queue?.readUInt32LE(0) ?? 0,
    heldBytes: queue?.readUInt32LE(4) ?? 0,
    dropped: queue?.readUInt32LE(8) ?? 0,
  }
}

/** struct tc_netem_qopt, then attributes. */
function readNetem(options: Buffer): NonNullable<QdiscState['netem']> {
  const seen = attributes(options.subarray(24))
  const ms = (type: number) => Number(seen.get(type)?.readBigInt64LE() ?? 0) / 1e6
  const duplicate = options.readUInt32LE(16)
  const reorder = seen.get(NETEM.REORDER)?.readUInt32LE() ?? 0
  const rate = seen.get(NETEM.RATE)?.readUInt32LE() ?? 0
  return {
    ...(duplicate > 0 ? { duplicatePercent: percent(duplicate) } : {}),
    ...(reorder > 0 ? { reorderPercent: percent(reorder) } : {}),
    ...(rate > 0 ? { rateBitsPerSecond: rate * 8 } : {}),
    delayMs: ms(NETEM.LATENCY64),
    jitterMs: ms(NETEM.JITTER64),
    lossPercent: percent(options.readUInt32LE(8)),
    limitPackets: options.readUInt32LE(4),
  }
}

const percent = (share: number): number => Math.round((share / CERTAIN) * 1e8) / 1e6

const EMPTY = Buffer.alloc(0)
/** gen_stats.h */
const STATS = { BASIC: 1, QUEUE: 3, PKT64: 8 } as const
