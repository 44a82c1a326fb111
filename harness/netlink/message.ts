// One request to the kernel: its bytes, and the command by which a person does the same by hand.
import { HalfopenError } from '../kit/errors.ts'

/** A request as data. Nothing happens before a namespace is asked to carry it out. */
export interface Msg {
  /** What it does, to stand after "Cannot": 'add address 198.18.0.1/24 to c0'. */
  readonly what: string
  /** The same as a shell command, without its namespace. Empty where there is none (reading). */
  readonly command: string
  readonly protocol: Protocol
  readonly type: number
  readonly flags: number
  readonly body: Buffer
  /** Which part of the body stands for what, so that a refusal can name it. */
  readonly spans?: readonly Span[]
  /** What to do about an errno. */
  readonly fixes?: Readonly<Record<string, string>>
}

/** rtnetlink, sock_diag and nf_tables/conntrack, as numbered in linux/netlink.h. */
export type Protocol = 0 | 4 | 12
export const ROUTE: Protocol = 0
export const SOCK_DIAG: Protocol = 4
export const NETFILTER: Protocol = 12

/** Bytes `[from, to)` of the body. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** NLM_F_* flags of linux/netlink.h. */
export const ACK = 0x4
export const REPLACE = 0x100
export const EXCL = 0x200
export const CREATE = 0x400
export const APPEND = 0x800
export const DUMP = 0x300

/** The command as typed on the host, where the namespace is known to ip-netns(8) by its name. */
export function commandIn(namespace: string, command: string): string {
  return command.startsWith('ip ') ? `ip -n ${namespace} ${command.slice(3)}` : `ip netns exec ${namespace} ${command}`
}

/** The message as one netlink frame. */
export function frame(msg: Msg, sequence: number): Buffer {
  const length = HEAD_BYTES + msg.body.length
  const bytes = Buffer.allocUnsafe((length + 3) & ~3)
  bytes.writeUInt32LE(length, 0)
  bytes.writeUInt16LE(msg.type, 4)
  bytes.writeUInt16LE(msg.flags | REQUEST, 6)
  bytes.writeUInt32LE(sequence, 8)
  bytes.writeUInt32LE(0, 12)
  msg.body.copy(bytes, HEAD_BYTES)
  return bytes.fill(0, length)
}

/** The frames of a datagram, in their order. E_NETLINK where a length cannot be, as of one that was cut short. */
export function* frames(bytes: Buffer): Generator<Frame> {
  for (let at = 0; at + HEAD_BYTES <= bytes.length; ) {
    const length = bytes.readUInt32LE(at)
    const end = at + length
    if (length < HEAD_BYTES || end > bytes.length)
      throw new HalfopenError('E_NETLINK', `Cannot read netlink message: its length cannot be, got "${length}"`)
    yield {
      type: bytes.readUInt16LE(at + 4),
      flags: bytes.readUInt16LE(at + 6),
      sequence: bytes.readUInt32LE(at + 8),
      body: bytes.subarray(at + HEAD_BYTES, end),
    }
    at = end + (-length & 3)
  }
}

/** A frame, taken apart. */
export interface Frame {
  readonly type: number
  readonly flags: number
  readonly sequence: number
  readonly body: Buffer
}

const REQUEST = 0x1
const HEAD_BYTES = 16
