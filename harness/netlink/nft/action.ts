// What a rule does with a packet it has counted.
import { attr, nest } from '../attribute.ts'
import { be16, be32, u8, u32 } from '../bytes.ts'
import { expression, immediate, META, TRANSPORT, writeMeta, writePayload, writeTcpOption } from './expression.ts'
import { type Part, part, segment } from './match.ts'

/** Gone without a word. */
export const drop: Part = part('drop', verdict(0))

/** Passed on; no later rule of this chain is asked. */
export const accept: Part = part('accept', verdict(1))

/** Goes on under the address of the device that it leaves by, and so does all of its connection. Of chains of type `nat`. */
export const masquerade: Part = part('masquerade', expression('masq'))

/** The same, by a port that is drawn anew for each connection: the plain `random` drew the same one again before Linux 5.0. */
export const masqueradeAtRandom: Part = part(
  'masquerade fully-random',
  expression('masq', attr(1, be32(0x10))), // NF_NAT_RANGE_PROTO_RANDOM_FULLY of linux/netfilter/nf_nat.h
)

/** Answers a TCP segment with a RST; others are left to the next rule. */
export const rejectWithReset: Part = segment('reject with tcp reset', reject('tcp reset', 0))

/** Answers with an ICMP or ICMPv6 error, as the packet is IPv4 or IPv6. */
export const rejectWith = (reason: RejectReason): Part =>
  part(`reject with icmpx type ${reason}`, reject('icmpx', REASONS[reason]))

/** Rewrites the TCP window: 0 is what a peer with a full receive buffer says. The packet then goes on to the next rule. */
export const setWindow = (sizeBytes: number): Part =>
  segment(`tcp window set ${sizeBytes}`, immediate(be16(sizeBytes)), writePayload(TRANSPORT, 14, 2, 16))

/** Lowers the longest segment that a SYN announces (RFC 9293 section 3.7.1); the kernel raises none. The packet then goes on to the next rule. */
export const setMaxSegment = (sizeBytes: number): Part =>
  segment(`tcp option maxseg size set ${sizeBytes}`, immediate(be16(sizeBytes)), writeTcpOption(2, 2, 2))

/** Names the class of a device's qdisc by which the packet leaves. The packet then goes on to the next rule. */
export const setPriority = (classid: number): Part =>
  part(
    `meta priority set ${(classid >>> 16).toString(16)}:${(classid & 0xffff).toString(16)}`,
    immediate(u32(classid)),
    writeMeta(META.PRIORITY),
  )

export type RejectReason = keyof typeof REASONS

function verdict(code: number): Buffer {
  return expression('immediate', attr(1, be32(0)), nest(2, nest(2, attr(1, be32(code)))))
}

function reject(kind: 'tcp reset' | 'icmpx', code: number): Buffer {
  return expression('reject', attr(1, be32(kind === 'icmpx' ? 2 : 1)), attr(2, u8(code)))
}

const REASONS = { 'no-route': 0, 'port-unreachable': 1, 'host-unreachable': 2, 'admin-prohibited': 3 } as const
