// What a device does with packets before it sends them: netem holds them back and loses some of them. tc(8), tc-netem(8)
import { HalfopenError } from '../kit/errors.ts'
import { attr } from './attribute.ts'
import { cstr, u32 } from './bytes.ts'
import { KernelError } from './kernel-error.ts'
import { CREATE, EXCL, type Msg, REPLACE } from './message.ts'
import { Netns } from './netns.ts'
import { change, type Device, loopback } from './rtnetlink.ts'

/** A slow and lossy way, for what leaves by a device. What is absent is none. */
export interface Netem {
  /** Each packet is held back so long. */
  readonly delayMs?: number
  /** Longer or shorter by up to so much, every length as likely as any other: packets overtake each other then. At most 2147 ms. */
  readonly jitterMs?: number
  /** So many in a hundred are lost, each by itself, before they are delayed. */
  readonly lossPercent?: number
  /** So many in a hundred are sent twice. */
  readonly duplicatePercent?: number
  /** So many in a hundred are not delayed, and overtake the others. */
  readonly reorderPercent?: number
  /** So many bits a second. */
  readonly rateBitsPerSecond?: number
  /** How many packets are held at a time; those beyond are dropped, and counted with the lost ones. 1000 when absent. */
  readonly limitPackets?: number
  /**
   * Where the sequence of luck begins: with equal seeds the same packets are lost. Kernels before 6.6 do not know it and lose as they
   * like, and tc does not either, so the command leaves it out. A kernel's generator is not stirred: give it 64 well mixed bits.
   */
  readonly seed?: bigint
}

/** EEXIST where the device has one already. With a `handle` another can be put behind it. */
export const addNetem = (device: Device, netem: Netem, handle = 0): Msg =>
  put('add', CREATE | EXCL, device, netem, { handle, parent: ROOT })

/** Takes the place of what the device has. Where that is netem too, what it holds is kept, with the delay that it had. */
export const replaceNetem = (device: Device, netem: Netem, parent = ROOT): Msg =>
  put('replace', CREATE | REPLACE, device, netem, { handle: 0, parent })

/** The device sends at once again. What was held is dropped. ENOENT where there was nothing. */
export function deleteQdisc(device: Device): Msg {
  const command = `tc qdisc delete dev ${device.name} root`
  return change(`delete the qdisc of ${device.name}`, command, RTM_QDISC.DEL, 0, place(device))
}

/** Why this kernel has no netem; undefined where it has. Leaves nothing behind. */
export function netemMissing(): string | undefined {
  using netns = Netns.open('trial')
  try {
    netns.request(addNetem(loopback, {}))
    return undefined
  } catch (thrown) {
    if (thrown instanceof KernelError && thrown.errno === 'ENOENT') return 'this kernel has no sch_netem'
    throw thrown
  }
}

export const RTM_QDISC = { NEW: 36, DEL: 37, GET: 38 } as const
export const TCA = { KIND: 1, OPTIONS: 2, STATS2: 7 } as const
export const NETEM = { REORDER: 3, RATE: 6, LATENCY64: 10, JITTER64: 11, SEED: 14 } as const
/** Probabilities are parts of 2^32 - 1. */
export const CERTAIN = 0xffffffff
/** The parent of what stands directly at a device: TC_H_ROOT. */
export const ROOT = 0xffffffff

/** The handle of what others can be put behind, and the place behind it: 1: and 1:1. */
export const FIRST = 0x1_0000
export const BEHIND_FIRST = 0x1_0001

/** struct tcmsg: family, device, handle (the kernel chooses where it is 0), parent, info. */
export const place = (device: Pick<Device, 'index'>, parent = ROOT, handle = 0): Buffer =>
  Buffer.concat([u32(0), u32(device.index), u32(handle), u32(parent), u32(0)])

function put(verb: string, flags: number, device: Device, netem: Netem, at: { handle: number; parent: number }): Msg {
  const { delayMs = 0, jitterMs = 0, lossPercent = 0, limitPackets = 1_000, seed } = netem
  const { duplicatePercent = 0, reorderPercent = 0, rateBitsPerSecond = 0 } = netem
  refuseBeyond(device, netem)
  // struct tc_netem_qopt: latency, limit, loss, gap, duplicate, jitter. Both times are given below instead, in nanoseconds.
  const head = [0, limitPackets, share(lossPercent), reorderPercent > 0 ? 1 : 0, share(duplicatePercent), 0].map(
    value => u32(value),
  )
  const times = [attr(NETEM.LATENCY64, nanoseconds(delayMs)), attr(NETEM.JITTER64, nanoseconds(jitterMs))]
  // struct tc_netem_reorder: probability, correlation; struct tc_netem_rate: bytes a second, and what a cell adds.
  const more = [
    ...(reorderPercent > 0 ? [attr(NETEM.REORDER, Buffer.concat([u32(share(reorderPercent)), u32(0)]))] : []),
    ...(rateBitsPerSecond > 0
      ? [attr(NETEM.RATE, Buffer.concat([Math.round(rateBitsPerSecond / 8), 0, 0, 0].map(value => u32(value))))]
      : []),
  ]
  const options = Buffer.concat([
    ...head,
    ...times,
    ...more,
    ...(seed === undefined ? [] : [attr(NETEM.SEED, u64(seed))]),
  ])
  const words = wordsOf({
    delayMs,
    jitterMs,
    lossPercent,
    limitPackets,
    duplicatePercent,
    reorderPercent,
    rateBitsPerSecond,
  })
  const body = [place(device, at.parent, at.handle), attr(TCA.KIND, cstr('netem')), attr(TCA.OPTIONS, options)]
  const command = `tc qdisc ${verb} dev ${device.name} ${whereWords(at)} ${words}`
  return { ...change(`${verb} ${words} at ${device.name}`, command, RTM_QDISC.NEW, flags, ...body), fixes }
}

/** Where a qdisc stands, and its handle, as tc(8) reads it. */
export function whereWords({ handle, parent }: { handle: number; parent: number }): string {
  const where = parent === ROOT ? 'root' : `parent ${(parent >>> 16).toString(16)}:${(parent & 0xffff).toString(16)}`
  return handle === 0 ? where : `${where} handle ${(handle >>> 16).toString(16)}:`
}

/** As tc(8) reads it. */
function wordsOf(netem: Required<Omit<Netem, 'seed'>>): string {
  const { delayMs, jitterMs, lossPercent, limitPackets, duplicatePercent, reorderPercent, rateBitsPerSecond } = netem
  const jitter = jitterMs > 0 ? ` ${jitterMs}ms` : ''
  const delay = delayMs > 0 || jitterMs > 0 ? ` delay ${delayMs}ms${jitter}` : ''
  return `netem limit ${limitPackets}${delay}${lossPercent > 0 ? ` loss ${lossPercent}%` : ''}${
    duplicatePercent > 0 ? ` duplicate ${duplicatePercent}%` : ''
  }${reorderPercent > 0 ? ` reorder ${reorderPercent}% gap 1` : ''}${
    rateBitsPerSecond > 0 ? ` rate ${rateBitsPerSecond}bit` : ''
  }`
}

/** What the kernel would take without a word for something else: a longer jitter for the longest, a greater loss for a smaller one. */
function refuseBeyond({ name }: Device, { jitterMs = 0, lossPercent = 0 }: Netem): void {
  if (jitterMs > LONGEST_JITTER_MS)
    throw refusal(name, 'its jitter is too long', `${jitterMs} ms`, `Give ${LONGEST_JITTER_MS} ms at most`)
  if (!(lossPercent >= 0 && lossPercent <= 100))
    throw refusal(name, 'its loss is no percentage', `${lossPercent}`, 'Give a number from 0 to 100')
}

function refusal(name: string, cause: string, got: string, fix: string): HalfopenError {
  return new HalfopenError('E_NETEM', `Cannot put netem at ${name}: ${cause}, got "${got}"`, { fix })
}

/** sch_netem.c, netem_change: jitter is cut to INT_MAX nanoseconds. */
const LONGEST_JITTER_MS = 2_147

const fixes = { ENOENT: 'Load the module sch_netem, or use a kernel with CONFIG_NET_SCH_NETEM' }

const share = (percent: number): number => Math.round((percent / 100) * CERTAIN)

const nanoseconds = (ms: number): Buffer => u64(BigInt(Math.round(ms * 1e6)))

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value))
  return bytes
}
