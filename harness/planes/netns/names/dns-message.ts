// Questions and answers as they pass: RFC 1035. Of what is no question nothing is made.
import dnsPacket, { type Question as Asked, type Packet, type Answer as ResourceRecord } from 'dns-packet'

const { RECURSION_DESIRED, TRUNCATED_RESPONSE, decode, encode } = dnsPacket

/** What somebody asks for. */
export interface Question {
  readonly id: number
  readonly asked: Asked
  /** The flags that its answer repeats. */
  readonly flags: number
  /** How much a datagram with its answer may carry; undefined where it does not say, and then it is 512 bytes. RFC 6891 */
  readonly takesBytes?: number | undefined
}

/** What it is told: addresses of the type that it asked for, none of them, or why there can be none. */
export type Answer = { readonly addresses: readonly string[]; readonly ttlMs: number } | { readonly code: AnswerCode }

/** RFC 1035, section 4.1.1. */
export type AnswerCode = keyof typeof codes

/** Undefined where the bytes are no question for one name. */
export function questionIn(bytes: Buffer): Question | undefined {
  const packet = read(bytes)
  const [asked, ...more] = packet?.questions ?? []
  if (packet?.type !== 'query' || asked === undefined || more.length > 0) return undefined
  const option = (packet.additionals ?? []).find(({ type }) => type === 'OPT')
  const takesBytes = option && 'udpPayloadSize' in option ? option.udpPayloadSize : undefined
  return { id: packet.id ?? 0, asked, flags: packet.flags ?? 0, takesBytes }
}

/** The same of a message whose end is missing: what it asks for comes first. */
export function questionAtHeadOf(bytes: Buffer): Question | undefined {
  if (bytes.length < 12) return undefined
  // It has no records then that could be missing.
  return questionIn(Buffer.from(bytes).fill(0, 6, 12))
}

/** A question of our own, which takes what fits a datagram. */
export function asking(id: number, name: string, type: 'A' | 'AAAA'): Buffer {
  const packet: Packet = { id, type: 'query', flags: RECURSION_DESIRED, questions: [{ name, type }] }
  return encode({ ...packet, additionals: [option] })
}

/** What was answered to it, in words: addresses, `none`, or the reason; of one that was cut only what it has. Undefined where the bytes are no answer to it. */
export function answerIn(bytes: Buffer, id: number): string | undefined {
  const packet = read(bytes)
  if (packet?.type !== 'response' || packet.id !== id) return undefined
  const code = Object.entries(codes).find(([, number]) => number === ((packet.flags ?? 0) & 0xf))?.[0]
  if (code !== undefined) return code
  const found = (packet.answers ?? []).flatMap(({ type, ...one }) =>
    (type === 'A' || type === 'AAAA') && 'data' in one ? [String(one.data)] : [],
  )
  return found.length === 0 ? 'none' : found.join(', ')
}

/** Whether an answer was cut: who is told so asks again by TCP. */
export function isCut(bytes: Buffer): boolean {
  return ((read(bytes)?.flags ?? 0) & TRUNCATED_RESPONSE) !== 0
}

export const codes = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const

/** What a datagram carries that is in no fragments: as servers have it since 2020, https://www.dnsflagday.net/2020/ */
export const datagramBytes = 1_232

/** How much one takes who says so. */
export const option: ResourceRecord = {
  ...{ type: 'OPT', name: '.', udpPayloadSize: datagramBytes, extendedRcode: 0, ednsVersion: 0, flags: 0 },
  ...{ flag_do: false, options: [] },
}

function read(bytes: Buffer): Packet | undefined {
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}
